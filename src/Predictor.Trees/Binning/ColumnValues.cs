namespace Predictor.Trees.Binning;

/// <summary>Looks through the values of one column.</summary>
internal static class ColumnValues
{
    /// <summary>What is wrong with the first value that cannot be binned; null where all can.</summary>
    public static string? Fault(TreeColumn column, ReadOnlySpan<double> values)
    {
        for (var row = 0; row < values.Length; row++)
        {
            var value = values[row];
            if (double.IsNaN(value)) continue;
            if (!column.IsCategorical && !double.IsFinite(value)) return $"Value {value:R} of {column.Name} in row {row}; expected a finite number, or NaN where it is missing.";
            if (column.IsCategorical && !(value >= 0 && value < column.CategoryCount && Math.Floor(value) == value))
                return $"Value {value:R} of {column.Name} in row {row}; expected a category code from 0 to {column.CategoryCount - 1}, or NaN where it is missing.";
        }

        return null;
    }

    /// <summary>The bins for some sound values.</summary>
    public static BinnedColumn Bin(TreeColumn column, ReadOnlySpan<double> values, int bins)
    {
        var present = new double[values.Length];
        var count = 0;
        foreach (var value in values)
        {
            if (!double.IsNaN(value)) present[count++] = value;
        }

        var hasMissing = count < values.Length;
        if (column.IsCategorical)
        {
            var rowsOfCategory = new int[column.CategoryCount];
            foreach (var value in present.AsSpan(0, count)) rowsOfCategory[(int)value]++;
            return BinnedColumn.OfCategories(rowsOfCategory, hasMissing);
        }

        var sorted = present.AsSpan(0, count);
        sorted.Sort();
        return BinnedColumn.OfNumbers(Thresholds.Of(sorted, bins), hasMissing, count > 0);
    }
}
