using System.Runtime.CompilerServices;

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
    private readonly Stack<PackedSums[]> _free = new();

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
    public PackedSums[] Take() => _free.TryPop(out var used) ? used : new PackedSums[_bins];

    /// <summary>Gives back a histogram that is no longer needed.</summary>
    public void Free(PackedSums[] histogram) => _free.Push(histogram);

    /// <summary>The bins of a column, the missing one last.</summary>
    public Span<PackedSums> Of(PackedSums[] histogram, int column) => histogram.AsSpan(_firstBin[column], _table.Column(column).Bins);

    public void Clear(PackedSums[] histogram, ReadOnlySpan<int> columns)
    {
        foreach (var column in columns) Of(histogram, column).Clear();
    }

    /// <summary>Adds rows to the bins of some columns.</summary>
    /// <param name="histogram">Where they are added.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="bins">The bins of the rows, row after row.</param>
    /// <param name="stride">How far it is from one row to the next.</param>
    /// <param name="firstColumn">The column that stands first in a row.</param>
    /// <param name="sums">What the rows add.</param>
    public void Add(PackedSums[] histogram, ReadOnlySpan<int> columns, ReadOnlySpan<byte> bins, int stride, int firstColumn, ReadOnlySpan<PackedSums> sums)
    {
        ref var row = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(bins);
        ref var sum = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(sums);
        var i = 0;
        for (; i + HistogramSums.Together <= columns.Length; i += HistogramSums.Together)
        {
            var (a, b, c, d) = (columns[i], columns[i + 1], columns[i + 2], columns[i + 3]);
            HistogramSums.AddFour(
                ref row, stride, ref sum, sums.Length, a - firstColumn, b - firstColumn, c - firstColumn, d - firstColumn,
                ref Of(histogram, a)[0], ref Of(histogram, b)[0], ref Of(histogram, c)[0], ref Of(histogram, d)[0]);
        }

        for (; i < columns.Length; i++) HistogramSums.Add(ref row, stride, ref sum, sums.Length, columns[i] - firstColumn, ref Of(histogram, columns[i])[0]);
    }

    /// <summary>Adds the sums of some columns of one histogram to those of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Merge(PackedSums[] histogram, ReadOnlySpan<int> columns, PackedSums[] part)
    {
        foreach (var column in columns)
        {
            var to = Of(histogram, column);
            var from = Of(part, column);
            for (var b = 0; b < to.Length; b++) to[b] += from[b];
        }
    }

    /// <summary>Turns a column of a node's histogram into that of one child, by taking away the other's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Subtract(int column, PackedSums[] node, PackedSums[] child)
    {
        var left = Of(node, column);
        var part = Of(child, column);
        for (var b = 0; b < left.Length; b++) left[b] -= part[b];
    }
}
