using Predictor.Trees.Binning;

namespace Predictor.Trees;

/// <summary>
/// A table whose values are cut into at most 256 bins a column, once for all trainings on its rows. Labels have no part in the bins. Cannot be changed once
/// made, and is safe to use from many threads.
/// </summary>
public sealed class BinnedTable
{
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
    /// <param name="values">Row-major, rows x columns; NaN is missing, a category is its code.</param>
    /// <param name="bins">The most bins of a number, 2 to 255; what is missing has one more.</param>
    /// <param name="threads">The largest number of threads; -1 for as many as there are processors. It does not change the result.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">A column or a value is not as expected; the message names it.</exception>
    public static BinnedTable Of(IReadOnlyList<TreeColumn> columns, double[] values, int bins, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(values);
        if (bins is < 2 or > BinnedColumn.MaximumValueBins) throw new ArgumentException($"{bins} bins; expected 2 to {BinnedColumn.MaximumValueBins}.", nameof(bins));
        if (columns.Count == 0 || values.Length == 0 || values.Length % columns.Count != 0)
            throw new ArgumentException($"{values.Length} values for {columns.Count} columns; expected at least one row, with one value a column.", nameof(values));
        if (columns.Select(c => c.Problem()).FirstOrDefault(p => p is not null) is { } problem) throw new ArgumentException($"{problem}.", nameof(columns));

        var binned = new BinnedColumn[columns.Count];
        var table = new byte[columns.Count][];
        var rows = values.Length / columns.Count;
        var faults = new string?[columns.Count];
        Parallel.For(0, columns.Count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = threads }, c =>
        {
            var column = new double[rows];
            for (var r = 0; r < rows; r++) column[r] = values[((long)r * columns.Count) + c];
            faults[c] = ColumnValues.Fault(columns[c], column);
            if (faults[c] is not null) return;
            binned[c] = ColumnValues.Bin(columns[c], column, bins);
            var own = new byte[rows];
            for (var r = 0; r < rows; r++) own[r] = binned[c].BinOf(column[r]);
            table[c] = own;
        });
        if (Array.Find(faults, f => f is not null) is { } fault) throw new ArgumentException(fault, nameof(values));
        return new BinnedTable(columns, rows, binned, table);
    }

    internal BinnedColumn Column(int column) => _columns[column];

    /// <summary>The bin of each row in a column.</summary>
    internal ReadOnlySpan<byte> Bins(int column) => _bins[column];
}
