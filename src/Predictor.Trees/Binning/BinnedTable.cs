using Predictor.Trees.Binning;
using Predictor.Trees.Numerics;

namespace Predictor.Trees;

/// <summary>
/// A table whose values are cut into at most 256 bins a column, once for all trainings on its rows. Labels have no part in the bins. Cannot be changed once
/// made, and is safe to use from many threads.
/// </summary>
public sealed class BinnedTable
{
    private const int ColumnsInBlock = 8;

    private readonly BinnedColumn[] _columns;
    private readonly byte[][] _bins;

    private BinnedTable(IReadOnlyList<TreeColumn> columns, int rowCount, BinnedColumn[] binned, byte[][] bins)
    {
        Columns = columns;
        RowCount = rowCount;
        _columns = binned;
        _bins = bins;
    }

    public IReadOnlyList<TreeColumn> Columns { get; }

    public int RowCount { get; }

    /// <summary>Cuts a table into bins.</summary>
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

        var binned = new BinnedColumn[columns.Count];
        var table = new byte[columns.Count][];
        var faults = new string?[columns.Count];
        // The columns of a block are read together: the values of a row stand in the same cache lines.
        new Workers(threads, cancellation).ForEach((columns.Count + ColumnsInBlock - 1) / ColumnsInBlock, block =>
        {
            var first = block * ColumnsInBlock;
            var values = Transpose(rowMajorValues, rowCount, columns.Count, first, Math.Min(ColumnsInBlock, columns.Count - first));
            for (var c = first; c < first + values.Length; c++)
            {
                cancellation.ThrowIfCancellationRequested();
                var column = values[c - first];
                faults[c] = ColumnValues.Fault(columns[c], column);
                if (faults[c] is not null) continue;
                binned[c] = ColumnValues.Bin(columns[c], column, bins);
                table[c] = new byte[rowCount];
                for (var r = 0; r < rowCount; r++) table[c][r] = binned[c].BinOf(column[r]);
            }
        });
        if (Array.Find(faults, f => f is not null) is { } fault) throw new ArgumentException(fault, nameof(rowMajorValues));
        return new BinnedTable([.. columns], rowCount, binned, table);
    }

    internal BinnedColumn Column(int column) => _columns[column];

    /// <summary>The bin of each row in a column.</summary>
    internal byte[] Bins(int column) => _bins[column];

    private static double[][] Transpose(double[] values, int rows, int stride, int first, int count)
    {
        var columns = new double[count][];
        for (var c = 0; c < count; c++) columns[c] = new double[rows];
        for (var r = 0; r < rows; r++)
        {
            var row = values.AsSpan((int)((long)r * stride) + first, count);
            for (var c = 0; c < row.Length; c++) columns[c][r] = row[c];
        }

        return columns;
    }
}
