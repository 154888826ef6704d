namespace Predictor.Trees.Growing;

/// <summary>
/// Sums the gradients of a node's rows by bin, for the columns that a tree may split on, and reuses the memory of nodes that are done. Each column is summed
/// by one thread in the order of the rows, so that the sums are the same to the last bit at any number of threads.
/// </summary>
internal sealed class Histograms
{
    // Below this many row-column pairs, waking a second thread takes longer than it saves.
    private const long PairsWorthAThread = 1 << 17;

    private readonly BinnedTable _table;
    private readonly ParallelOptions _threads;
    private readonly int[] _firstBin;
    private readonly int _bins;
    private readonly Stack<HistogramBin[]> _free = new();
    private double[] _gradients = [];
    private double[] _curvatures = [];

    public Histograms(BinnedTable table, int threads, CancellationToken cancellation)
    {
        _table = table;
        _threads = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        _firstBin = new int[table.Columns.Count];
        for (var c = 0; c < _firstBin.Length; c++)
        {
            _firstBin[c] = _bins;
            _bins += table.Column(c).Bins;
        }
    }

    /// <summary>The bins of a column, the missing one last.</summary>
    public ReadOnlySpan<HistogramBin> Of(HistogramBin[] histogram, int column) => histogram.AsSpan(_firstBin[column], _table.Column(column).Bins);

    /// <summary>Runs an action for each column, side by side where it is worth it.</summary>
    public void ForEach(int[] columns, long rows, Action<int> action)
    {
        if (rows * columns.Length < PairsWorthAThread || _threads.MaxDegreeOfParallelism == 1)
        {
            _threads.CancellationToken.ThrowIfCancellationRequested();
            foreach (var column in columns) action(column);
        }
        else
        {
            Parallel.ForEach(columns, _threads, action);
        }
    }

    /// <summary>The histogram of some rows.</summary>
    public HistogramBin[] Build(int[] columns, ReadOnlyMemory<int> rows, GradientPairs gradients)
    {
        var histogram = _free.TryPop(out var used) ? used : new HistogramBin[_bins];
        Gather(rows.Span, gradients);
        ForEach(columns, rows.Length, column =>
        {
            var bins = histogram.AsSpan(_firstBin[column], _table.Column(column).Bins);
            bins.Clear();
            Sum(_table.Bins(column), rows.Span, _gradients, _curvatures, bins);
        });
        return histogram;
    }

    /// <summary>Turns the histogram of a node into that of one child, by taking away the other's.</summary>
    public void Subtract(int[] columns, HistogramBin[] node, HistogramBin[] child)
    {
        foreach (var column in columns)
        {
            var first = _firstBin[column];
            var end = first + _table.Column(column).Bins;
            for (var b = first; b < end; b++)
            {
                // Where no rows are left, the rest of rounding must not look like some.
                node[b] = node[b].Rows == child[b].Rows ? default : node[b].Minus(child[b]);
            }
        }
    }

    /// <summary>Gives back a histogram that is no longer needed.</summary>
    public void Free(HistogramBin[] histogram) => _free.Push(histogram);

    // In the order of the rows, so that each column then reads them from end to end.
    private void Gather(ReadOnlySpan<int> rows, GradientPairs gradients)
    {
        if (_gradients.Length < rows.Length)
        {
            _gradients = new double[rows.Length];
            _curvatures = new double[rows.Length];
        }

        for (var i = 0; i < rows.Length; i++)
        {
            _gradients[i] = gradients.Gradients[rows[i]];
            _curvatures[i] = gradients.Curvatures[rows[i]];
        }
    }

    private static void Sum(ReadOnlySpan<byte> binOfRow, ReadOnlySpan<int> rows, double[] gradients, double[] curvatures, Span<HistogramBin> bins)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            ref var bin = ref bins[binOfRow[rows[i]]];
            bin.Gradient += gradients[i];
            bin.Curvature += curvatures[i];
            bin.Rows++;
        }
    }
}
