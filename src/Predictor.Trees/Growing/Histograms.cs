namespace Predictor.Trees.Growing;

/// <summary>
/// The histograms of the nodes of a tree: one array for all columns, the bins of a column side by side with the missing one last. Arrays of nodes that are
/// done are used again. Only the columns that a tree may split on are ever set.
/// </summary>
internal sealed class Histograms
{
    private readonly BinnedTable _table;
    private readonly int[] _firstBin;
    private readonly int _bins;
    private readonly Stack<HistogramBin[]> _free = new();

    public Histograms(BinnedTable table)
    {
        _table = table;
        _firstBin = new int[table.Columns.Count];
        for (var c = 0; c < _firstBin.Length; c++)
        {
            _firstBin[c] = _bins;
            _bins += table.Column(c).Bins;
        }
    }

    /// <summary>A histogram of whatever content.</summary>
    public HistogramBin[] Take() => _free.TryPop(out var used) ? used : new HistogramBin[_bins];

    /// <summary>Gives back a histogram that is no longer needed.</summary>
    public void Free(HistogramBin[] histogram) => _free.Push(histogram);

    /// <summary>The bins of a column, the missing one last.</summary>
    public Span<HistogramBin> Of(HistogramBin[] histogram, int column) => histogram.AsSpan(_firstBin[column], _table.Column(column).Bins);

    /// <summary>Sums the derivatives of some rows by bin for a few columns, each in the order of the rows.</summary>
    /// <param name="columns">The columns; their bins are overwritten.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="derivatives">Those of the rows, in the same order.</param>
    /// <param name="histogram">Where the sums go.</param>
    public void Sum(ReadOnlySpan<int> columns, ReadOnlySpan<int> rows, ReadOnlySpan<Derivatives> derivatives, HistogramBin[] histogram)
    {
        foreach (var column in columns) Of(histogram, column).Clear();
        if (columns.Length == HistogramSums.Together)
        {
            HistogramSums.AddFour(
                rows, derivatives,
                _table.Bins(columns[0]), Of(histogram, columns[0]), _table.Bins(columns[1]), Of(histogram, columns[1]),
                _table.Bins(columns[2]), Of(histogram, columns[2]), _table.Bins(columns[3]), Of(histogram, columns[3]));
        }
        else
        {
            foreach (var column in columns) HistogramSums.Add(rows, derivatives, _table.Bins(column), Of(histogram, column));
        }
    }

    /// <summary>Turns a column of a node's histogram into that of one child, by taking away the other's.</summary>
    public void Subtract(int column, HistogramBin[] node, HistogramBin[] child)
    {
        var left = Of(node, column);
        var part = Of(child, column);
        for (var b = 0; b < left.Length; b++) left[b] = left[b].Minus(part[b]);
    }
}
