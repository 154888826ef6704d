using System.Runtime.CompilerServices;
using Predictor.Trees.Binning;
using Predictor.Trees.Numerics;

namespace Predictor.Trees;

/// <summary>
/// A table whose values are cut into at most 256 bins a column, once for all trainings on its rows. Labels have no part in the bins. Cannot be changed once
/// made, and is safe to use from many threads.
/// </summary>
public sealed class BinnedTable
{
    /// <summary>The bins of a row stand in steps of so many columns, as many as are copied at once.</summary>
    internal const int ColumnsInStep = 16;

    private const int RowsInPiece = 8192;

    private readonly BinnedColumn[] _columns;
    private readonly byte[][] _bins;

    private BinnedTable(IReadOnlyList<TreeColumn> columns, int rowCount, BinnedColumn[] binned, byte[][] bins, byte[]? rowMajorBins)
    {
        RowMajorBins = rowMajorBins;
        Stride = StrideOf(columns.Count);
        Columns = columns;
        RowCount = rowCount;
        _columns = binned;
        _bins = bins;
    }

    public IReadOnlyList<TreeColumn> Columns { get; }

    public int RowCount { get; }

    /// <summary>
    /// Cuts a table into bins. Of more than 262,144 rows so many, spread evenly, say where numbers are cut; that rows are missing or which categories there are
    /// is looked up in all. Above that number cuts therefore depend on the order of the rows, too.
    /// </summary>
    /// <param name="columns">The columns, at least one.</param>
    /// <param name="rowMajorValues">Rows x columns; NaN is missing, a category is its code. Not kept.</param>
    /// <param name="rowCount">How many rows there are, at least one.</param>
    /// <param name="bins">The most bins of a number, 2 to 255; what is missing has one more.</param>
    /// <param name="threads">The largest number of threads; 0 for as many as there are processors. It does not change the result.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">A column or a value is not as expected; the message names it.</exception>
    public static BinnedTable Of(IReadOnlyList<TreeColumn> columns, double[] rowMajorValues, int rowCount, int bins, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rowMajorValues);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (bins is < 2 or > BinnedColumn.MaximumValueBins) throw new ArgumentException($"{bins} bins; expected 2 to {BinnedColumn.MaximumValueBins}.", nameof(bins));
        if (columns.Count == 0) throw new ArgumentException("There are no columns; expected at least one.", nameof(columns));
        if (rowCount < 1) throw new ArgumentException($"{rowCount} rows; expected at least one.", nameof(rowCount));
        if (rowMajorValues.Length != (long)rowCount * columns.Count)
            throw new ArgumentException($"{rowMajorValues.Length} values for {rowCount} rows; expected {(long)rowCount * columns.Count}, {columns.Count} a row.", nameof(rowMajorValues));
        if (columns.Select(c => c.Problem()).FirstOrDefault(p => p is not null) is { } problem) throw new ArgumentException($"{problem}.", nameof(columns));

        var workers = new Workers(threads, cancellation);
        var binning = new TableBinning(columns, rowMajorValues, rowCount, bins, cancellation);
        workers.ForEach(binning.Blocks, binning.Bin);
        if (Array.Find(binning.Faults, f => f is not null) is { } fault) throw new ArgumentException(fault, nameof(rowMajorValues));
        var rowMajor = (long)rowCount * StrideOf(columns.Count) <= Array.MaxLength ? new byte[rowCount * StrideOf(columns.Count)] : null;
        if (rowMajor is not null) workers.ForEach((rowCount + RowsInPiece - 1) / RowsInPiece, piece => Interleave(binning.Bins, rowMajor, piece * RowsInPiece, Math.Min(rowCount, (piece + 1) * RowsInPiece)));
        return new BinnedTable([.. columns], rowCount, binning.Columns, binning.Bins, rowMajor);
    }

    internal BinnedColumn Column(int column) => _columns[column];

    /// <summary>The bin of each row in a column.</summary>
    internal byte[] Bins(int column) => _bins[column];

    /// <summary>The bins of all columns row after row, <see cref="Stride"/> apart; null where they are too many for one array.</summary>
    internal byte[]? RowMajorBins { get; }

    /// <summary>How far it is from one row to the next in <see cref="RowMajorBins"/>.</summary>
    internal int Stride { get; }

    private static int StrideOf(int columns) => (columns + ColumnsInStep - 1) / ColumnsInStep * ColumnsInStep;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Interleave(byte[][] columns, byte[] rowMajor, int from, int until)
    {
        var stride = StrideOf(columns.Length);
        for (var tile = from; tile < until; tile += 512)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                var column = columns[c].AsSpan(tile, Math.Min(512, until - tile));
                for (var (r, at) = (0, (tile * stride) + c); r < column.Length; r++, at += stride) rowMajor[at] = column[r];
            }
        }
    }
}
