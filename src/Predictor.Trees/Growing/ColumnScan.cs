using Predictor.Trees.Numerics;

namespace Predictor.Trees.Growing;

/// <summary>
/// Goes over the columns of a tree for one node or two children: sums the histogram of the first from its rows, gets that of the second by taking away, and
/// measures the best split on each column. Each column is the work of one thread, so that the result is the same to the last bit at any number of threads.
/// </summary>
internal sealed class ColumnScan
{
    // Below this many row-column pairs, waking a second thread takes longer than it saves.
    private const long PairsWorthAThread = 1 << 16;

    private readonly Histograms _histograms;
    private readonly SplitFinder _finder;
    private readonly Workers _workers;
    private readonly Workers _alone;
    private readonly Action<int> _scanBlock;
    private readonly double[] _gains;
    private readonly double[] _secondGains;
    private Derivatives[] _derivatives = [];
    private int[] _rows = [];
    private int _rowCount;
    private int[] _columns = [];
    private Node? _first;
    private Node? _second;

    public ColumnScan(BinnedTable table, BoostingOptions options, Histograms histograms, CancellationToken cancellation)
    {
        _histograms = histograms;
        _finder = new SplitFinder(table, options);
        _workers = new Workers(options.Threads, cancellation);
        _alone = new Workers(1, cancellation);
        _scanBlock = ScanBlock;
        _gains = new double[table.Columns.Count];
        _secondGains = new double[table.Columns.Count];
    }

    /// <summary>Sets the candidates of the root or of a node's children.</summary>
    /// <param name="columns">The columns that may be split on, ascending.</param>
    /// <param name="rows">The rows of the first node.</param>
    /// <param name="gradients">The derivatives of all rows.</param>
    /// <param name="first">The node to sum; it has a histogram of whatever content.</param>
    /// <param name="second">The other child, whose histogram is still that of the parent; null where it is not to be split.</param>
    /// <param name="maySplitFirst">Whether the first is to be split, too.</param>
    public void Scan(int[] columns, ReadOnlySpan<int> rows, GradientPairs gradients, Node first, Node? second, bool maySplitFirst)
    {
        Gather(rows, gradients);
        (_columns, _first, _second) = (columns, first, second);
        var isLarge = (long)rows.Length * columns.Length >= PairsWorthAThread;
        (isLarge ? _workers : _alone).ForEach((columns.Length + HistogramSums.Together - 1) / HistogramSums.Together, _scanBlock);
        if (maySplitFirst) first.Candidate = Best(first, _gains);
        if (second is not null) second.Candidate = Best(second, _secondGains);
    }

    private void ScanBlock(int block)
    {
        var from = block * HistogramSums.Together;
        var columns = _columns.AsSpan(from, Math.Min(HistogramSums.Together, _columns.Length - from));
        var own = _first!.Histogram!;
        _histograms.Sum(columns, _rows.AsSpan(0, _rowCount), _derivatives.AsSpan(0, _rowCount), own);
        foreach (var column in columns)
        {
            _gains[column] = _finder.Gain(column, _histograms.Of(own, column), _first.Sums, _first.Bounds);
            if (_second is null) continue;
            _histograms.Subtract(column, _second.Histogram!, own);
            _secondGains[column] = _finder.Gain(column, _histograms.Of(_second.Histogram!, column), _second.Sums, _second.Bounds);
        }
    }

    /// <summary>The split of the column with the most gain, the first among equals.</summary>
    private SplitCandidate? Best(Node node, double[] gains)
    {
        var best = -1;
        foreach (var column in _columns)
        {
            if (!double.IsNaN(gains[column]) && (best < 0 || gains[column] > gains[best])) best = column;
        }

        return best < 0 ? null : _finder.Find(best, _histograms.Of(node.Histogram!, best), node.Sums, node.Bounds);
    }

    // In the order of the rows, so that each column then reads them from end to end.
    private void Gather(ReadOnlySpan<int> rows, GradientPairs gradients)
    {
        if (_rows.Length < rows.Length)
        {
            _rows = new int[rows.Length];
            _derivatives = new Derivatives[rows.Length];
        }

        rows.CopyTo(_rows);
        _rowCount = rows.Length;
        for (var i = 0; i < rows.Length; i++) _derivatives[i] = gradients[rows[i]];
    }
}
