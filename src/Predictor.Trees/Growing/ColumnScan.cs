using Predictor.Trees.Numerics;

namespace Predictor.Trees.Growing;

/// <summary>
/// Goes over the columns of a tree for one node or two children: sums the histogram of the first from its rows, gets that of the second by taking away, and
/// finds the best split on each column. Rows of large nodes and columns of small ones are shared among the threads; as sums are whole numbers, the result is
/// the same to the last bit whoever does what.
/// </summary>
internal sealed class ColumnScan
{
    // From so many rows on each thread has a histogram of its own, which then has to be added to the others.
    private const int RowsWorthSharing = 1 << 14;
    // Below this many row-column pairs one thread is done before another has heard of it.
    private const long PairsWorthSharing = 1 << 12;
    private const int RowsInTask = 1 << 12;

    private readonly Histograms _histograms;
    private readonly SplitFinder _finder;
    private readonly Team _team;
    private readonly RowGatherer[] _gatherers;
    private readonly PackedSums[]?[] _parts;
    private readonly SplitPlace[] _firstPlaces;
    private readonly SplitPlace[] _secondPlaces;
    private readonly Action<int, int> _sumRows;
    private readonly Action<int, int> _scanColumns;
    private readonly RowList _list;
    private PackedSums[] _sums = [];
    private FixedPoint _point;
    private int[] _columns = [];
    private int _blocks;
    private bool _areSummed;
    private bool _maySplitFirst;
    private Node _first = null!;
    private Node? _second;
    private RowSums _firstSums;
    private RowSums _secondSums;

    public ColumnScan(BinnedTable table, BoostingOptions options, Histograms histograms, RowList list, Team team)
    {
        _histograms = histograms;
        _finder = new SplitFinder(table, SplitLimits.Of(options));
        _team = team;
        _list = list;
        _gatherers = new RowGatherer[team.Size];
        for (var t = 0; t < _gatherers.Length; t++) _gatherers[t] = new RowGatherer(table);
        _parts = new PackedSums[]?[team.Size];
        _firstPlaces = new SplitPlace[table.Columns.Count];
        _secondPlaces = new SplitPlace[table.Columns.Count];
        (_sumRows, _scanColumns) = (SumRows, ScanColumns);
    }

    /// <summary>Starts a tree.</summary>
    /// <param name="sums">What each row of the table adds to a sum.</param>
    /// <param name="point">How that is packed.</param>
    public void Start(PackedSums[] sums, FixedPoint point) => (_sums, _point) = (sums, point);

    /// <summary>Sums the histogram of a root, and what its rows sum to.</summary>
    public void Sum(Node root)
    {
        Prepare(root, null, false);
        SumFirst();
        if (!_areSummed)
        {
            // Its rows were left to the scan of the columns, which needs to know their sum.
            _histograms.Clear(root.Histogram!, _columns);
            _gatherers[0].Add(_list.Of(root.FirstRow, root.Rows), _columns, _sums, _histograms, root.Histogram!);
            _areSummed = true;
        }

        MergeParts(_columns);
        ReleaseParts();
        var sum = default(PackedSums);
        foreach (var bin in _histograms.Of(root.Histogram!, _columns[0])) sum += bin;
        root.Sums = sum;
    }

    /// <summary>Sets the candidate of a node that is summed: a root, or a leaf whose bounds have changed.</summary>
    /// <param name="node">The node.</param>
    /// <param name="tried">Among its columns those that it may be split on.</param>
    public void ScanSummed(Node node, int[] tried)
    {
        Prepare(node, null, true);
        _areSummed = true;
        _team.ForEach(_blocks, _scanColumns);
        node.Candidate = Best(node, tried, _firstPlaces);
    }

    /// <summary>Sets the candidates of a node's children.</summary>
    /// <param name="first">The child to sum; it has a histogram of whatever content.</param>
    /// <param name="second">The other child, whose histogram is still that of the parent; null where it is not to be split.</param>
    /// <param name="firstTried">The columns that the first may be split on; null where it is not to be split.</param>
    /// <param name="secondTried">The columns that the second may be split on.</param>
    public void Scan(Node first, Node? second, int[]? firstTried, int[]? secondTried)
    {
        Prepare(first, second, firstTried is not null);
        SumFirst();
        _team.ForEach(_blocks, _scanColumns);
        ReleaseParts();
        if (firstTried is not null) first.Candidate = Best(first, firstTried, _firstPlaces);
        if (second is not null) second.Candidate = Best(second, secondTried!, _secondPlaces);
    }

    private void Prepare(Node first, Node? second, bool maySplitFirst)
    {
        (_first, _second, _maySplitFirst, _columns) = (first, second, maySplitFirst, first.Columns);
        _firstSums = _point.Unpack(first.Sums);
        if (second is not null) _secondSums = _point.Unpack(second.Sums);
        _areSummed = false;
        // A multiple of the columns that are summed together.
        var isShared = _team.Size > 1 && (long)first.Rows * _columns.Length >= PairsWorthSharing;
        _blocks = isShared ? Math.Min(2 * _team.Size, (_columns.Length + HistogramSums.Together - 1) / HistogramSums.Together) : 1;
    }

    private void SumFirst()
    {
        if (_team.Size == 1 || _first.Rows < RowsWorthSharing) return;
        _histograms.Clear(_first.Histogram!, _columns);
        _team.ForEach((_first.Rows + RowsInTask - 1) / RowsInTask, _sumRows);
        _areSummed = true;
    }

    private void SumRows(int task, int thread)
    {
        var histogram = _first.Histogram!;
        if (thread > 0)
        {
            if (_parts[thread] is null)
            {
                lock (_histograms) _parts[thread] = _histograms.Take();
                _histograms.Clear(_parts[thread]!, _columns);
            }

            histogram = _parts[thread]!;
        }

        var from = task * RowsInTask;
        _gatherers[thread].Add(_list.Of(_first.FirstRow + from, Math.Min(RowsInTask, _first.Rows - from)), _columns, _sums, _histograms, histogram);
    }

    private void ScanColumns(int block, int thread)
    {
        var groups = (_columns.Length + HistogramSums.Together - 1) / HistogramSums.Together;
        var from = (int)((long)groups * block / _blocks) * HistogramSums.Together;
        var to = Math.Min(_columns.Length, (int)((long)groups * (block + 1) / _blocks) * HistogramSums.Together);
        var columns = _columns.AsSpan(from, to - from);
        var own = _first.Histogram!;
        if (_areSummed)
        {
            MergeParts(columns);
        }
        else
        {
            _histograms.Clear(own, columns);
            _gatherers[thread].Add(_list.Of(_first.FirstRow, _first.Rows), columns, _sums, _histograms, own);
        }

        foreach (var column in columns)
        {
            if (_maySplitFirst) _firstPlaces[column] = _finder.Best(column, _histograms.Of(own, column), _point, _firstSums, _first.Bounds);
            if (_second is null) continue;
            _histograms.Subtract(column, _second.Histogram!, own);
            _secondPlaces[column] = _finder.Best(column, _histograms.Of(_second.Histogram!, column), _point, _secondSums, _second.Bounds);
        }
    }

    private void MergeParts(ReadOnlySpan<int> columns)
    {
        foreach (var part in _parts)
        {
            if (part is not null) _histograms.Merge(_first.Histogram!, columns, part);
        }
    }

    private void ReleaseParts()
    {
        for (var t = 0; t < _parts.Length; t++)
        {
            if (_parts[t] is { } part) _histograms.Free(part);
            _parts[t] = null;
        }
    }

    /// <summary>The split of the column with the most gain, the first among equals.</summary>
    private SplitCandidate? Best(Node node, int[] tried, SplitPlace[] places)
    {
        var best = -1;
        foreach (var column in tried)
        {
            if (!places[column].IsNone && (best < 0 || places[column].Gain > places[best].Gain)) best = column;
        }

        return best < 0 ? null : _finder.Describe(best, places[best], _histograms.Of(node.Histogram!, best), _point, node.Sums, node.Bounds);
    }
}
