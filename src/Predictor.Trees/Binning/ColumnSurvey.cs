using System.Runtime.CompilerServices;

namespace Predictor.Trees.Binning;

/// <summary>Looks through the values of one column, stretch by stretch, for what its bins depend on.</summary>
/// <param name="column">The column.</param>
/// <param name="sample">The rows whose numbers count for the thresholds, ascending; null for all.</param>
/// <param name="room">Room for as many numbers; used until the bins are made.</param>
internal sealed class ColumnSurvey(TreeColumn column, int[]? sample, double[] room)
{
    private readonly int[] _rowsOfCategory = new int[column.CategoryCount];
    private int _rows;
    private int _present;
    private int _sampled;
    private int _kept;

    /// <summary>What is wrong with the first value that cannot be binned; null where all can.</summary>
    public string? Fault { get; private set; }

    /// <summary>Adds the values of the rows that come next.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        if (Fault is not null) return;
        if (column.IsCategorical) AddCategories(values);
        else AddNumbers(values);
        _rows += values.Length;
    }

    /// <summary>The bins for what was added; only where there is no fault.</summary>
    /// <param name="bins">The most bins of a number.</param>
    /// <param name="spare">As much room as for the numbers.</param>
    public BinnedColumn Bins(int bins, ulong[] spare)
    {
        var hasMissing = _present < _rows;
        if (column.IsCategorical) return BinnedColumn.OfCategories(_rowsOfCategory, hasMissing);
        var kept = room.AsSpan(0, _kept);
        RadixSort.Sort(kept, spare.AsSpan(0, _kept));
        return BinnedColumn.OfNumbers(Thresholds.Of(kept, bins), hasMissing, _present > 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddNumbers(ReadOnlySpan<double> values)
    {
        int present = 0, sound = 0;
        foreach (var value in values)
        {
            present += double.IsNaN(value) ? 0 : 1;
            sound += double.IsFinite(value) ? 1 : 0;
        }

        if (sound < present) Fault = FirstFault(values, "expected a finite number");
        _present += present;
        if (sample is null)
        {
            foreach (var value in values)
            {
                // Written in any case and kept by the count: what is missing is nothing that a processor could guess.
                room[_kept] = value;
                _kept += double.IsNaN(value) ? 0 : 1;
            }

            return;
        }

        for (; _sampled < sample.Length && sample[_sampled] < _rows + values.Length; _sampled++)
        {
            room[_kept] = values[sample[_sampled] - _rows];
            _kept += double.IsNaN(room[_kept]) ? 0 : 1;
        }
    }

    private void AddCategories(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (double.IsNaN(value)) continue;
            if (!IsCode(value))
            {
                Fault = FirstFault(values, $"expected a category code from 0 to {column.CategoryCount - 1}");
                return;
            }

            _rowsOfCategory[(int)value]++;
            _present++;
        }
    }

    private string FirstFault(ReadOnlySpan<double> values, string expected)
    {
        var row = 0;
        while (double.IsNaN(values[row]) || (column.IsCategorical ? IsCode(values[row]) : double.IsFinite(values[row]))) row++;
        return $"Value {values[row]:R} of {column.Name} in row {_rows + row}; {expected}, or NaN where it is missing.";
    }

    private bool IsCode(double value) => value >= 0 && value < column.CategoryCount && Math.Floor(value) == value;
}
