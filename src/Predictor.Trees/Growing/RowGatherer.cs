using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Predictor.Trees.Growing;

/// <summary>
/// Adds the rows of a node to a histogram, some at a time: what they need is first brought together, so that the columns then read it from end to end and from
/// near. One for each thread.
/// </summary>
internal sealed class RowGatherer
{
    /// <summary>How many bytes of bins are brought together.</summary>
    private const int TileBytes = 1 << 17;
    private const int MostRows = 4096;
    private const int RowsAhead = 24;

    private readonly BinnedTable _table;
    private readonly byte[] _bins;
    private readonly PackedSums[] _sums;

    public RowGatherer(BinnedTable table)
    {
        _table = table;
        Rows = Math.Clamp(TileBytes / table.Stride, 64, MostRows);
        _bins = new byte[Rows * table.Stride];
        _sums = new PackedSums[Rows];
    }

    /// <summary>How many rows it takes at a time.</summary>
    public int Rows { get; }

    /// <summary>Adds some rows, ascending.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns, ascending.</param>
    /// <param name="sums">What each row of the table adds.</param>
    /// <param name="histograms">What knows where bins are.</param>
    /// <param name="histogram">What they are added to.</param>
    public void Add(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, PackedSums[] sums, Histograms histograms, PackedSums[] histogram)
    {
        for (; !rows.IsEmpty; rows = rows[Math.Min(Rows, rows.Length)..])
        {
            var tile = rows[..Math.Min(Rows, rows.Length)];
            if (_table.RowMajorBins is { } bins && tile[^1] - tile[0] == tile.Length - 1)
            {
                // Neighbours stand together as they are.
                histograms.Add(histogram, columns, bins.AsSpan(tile[0] * _table.Stride), _table.Stride, 0, sums.AsSpan(tile[0], tile.Length));
                continue;
            }

            var first = columns[0] / BinnedTable.ColumnsInStep * BinnedTable.ColumnsInStep;
            var stride = (columns[^1] / BinnedTable.ColumnsInStep * BinnedTable.ColumnsInStep) + BinnedTable.ColumnsInStep - first;
            if (_table.RowMajorBins is { } all)
            {
                Gather(all, sums, tile, first, stride);
            }
            else
            {
                for (var i = 0; i < tile.Length; i++) _sums[i] = sums[tile[i]];
                GatherColumns(tile, columns, first, stride);
            }

            histograms.Add(histogram, columns, _bins, stride, first, _sums.AsSpan(0, tile.Length));
        }
    }

    // The rows of a node are neighbours nowhere: while some are copied, memory brings those that come later.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void Gather(byte[] bins, PackedSums[] sums, ReadOnlySpan<int> rows, int first, int stride)
    {
        fixed (byte* allBins = bins)
        fixed (byte* gathered = _bins)
        fixed (PackedSums* allSums = sums)
        {
            nint apart = _table.Stride;
            var to = gathered;
            for (var i = 0; i < rows.Length; i++)
            {
                if (Sse.IsSupported)
                {
                    nint later = rows[Math.Min(i + RowsAhead, rows.Length - 1)];
                    Sse.Prefetch0(allSums + later);
                    Sse.Prefetch0(allBins + (later * apart) + first);
                }

                nint row = rows[i];
                _sums[i] = allSums[row];
                var from = allBins + (row * apart) + first;
                for (var b = 0; b < stride; b += BinnedTable.ColumnsInStep) Vector128.Load(from + b).Store(to + b);
                to += stride;
            }
        }
    }

    // Tables too large for one more array.
    private void GatherColumns(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, int first, int stride)
    {
        foreach (var column in columns)
        {
            var bins = _table.Bins(column);
            for (var i = 0; i < rows.Length; i++) _bins[(i * stride) + column - first] = bins[rows[i]];
        }
    }
}
