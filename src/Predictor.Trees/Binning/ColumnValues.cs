using System.Runtime.CompilerServices;

namespace Predictor.Trees.Binning;

/// <summary>Looks through the values of one column.</summary>
internal static class ColumnValues
{
    /// <summary>What is wrong with the first value that cannot be binned; null where all can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static string? Fault(TreeColumn column, ReadOnlySpan<double> values)
    {
        for (var row = 0; row < values.Length; row++)
        {
            var value = values[row];
            if (double.IsNaN(value) || (!column.IsCategorical && double.IsFinite(value))) continue;
            if (!column.IsCategorical && !double.IsFinite(value)) return $"Value {value:R} of {column.Name} in row {row}; expected a finite number, or NaN where it is missing.";
            if (column.IsCategorical && !(value >= 0 && value < column.CategoryCount && Math.Floor(value) == value))
                return $"Value {value:R} of {column.Name} in row {row}; expected a category code from 0 to {column.CategoryCount - 1}, or NaN where it is missing.";
        }

        return null;
    }

    /// <summary>The bins for some sound values.</summary>
    public static BinnedColumn Bin(TreeColumn column, ReadOnlySpan<double> values, int bins) => Bin(column, values, bins, new double[values.Length], new ulong[values.Length]);

    /// <summary>The same with room to sort them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static BinnedColumn Bin(TreeColumn column, ReadOnlySpan<double> values, int bins, double[] room, ulong[] spare)
    {
        var count = 0;
        foreach (var value in values)
        {
            room[count] = value;
            count += double.IsNaN(value) ? 0 : 1;
        }

        var hasMissing = count < values.Length;
        var present = room.AsSpan(0, count);
        if (column.IsCategorical)
        {
            var rowsOfCategory = new int[column.CategoryCount];
            foreach (var value in present) rowsOfCategory[(int)value]++;
            return BinnedColumn.OfCategories(rowsOfCategory, hasMissing);
        }

        RadixSort.Sort(present, spare.AsSpan(0, count));
        return BinnedColumn.OfNumbers(Thresholds.Of(present, bins), hasMissing, count > 0);
    }
}
