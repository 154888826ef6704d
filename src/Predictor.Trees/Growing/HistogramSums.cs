using System.Runtime.CompilerServices;

namespace Predictor.Trees.Growing;

/// <summary>The innermost loop of boosting: adds rows to the bins they fall into.</summary>
internal static class HistogramSums
{
    /// <summary>
    /// How many columns are summed in one go. Rows of a column with few bins wait for each other, as each adds to what the one before has just stored; those
    /// of other columns fill the gap.
    /// </summary>
    public const int Together = 4;

    /// <summary>
    /// Adds rows to four columns: of the first row, and then of each one a stride further, the byte at a column's place is the bin that the row's sums are added
    /// to. Rows and bins are checked once, when tables and trainings are made, and not in this loop.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddFour(
        ref byte bins, nint stride, ref PackedSums sums, int rows, nint column0, nint column1, nint column2, nint column3,
        ref PackedSums to0, ref PackedSums to1, ref PackedSums to2, ref PackedSums to3)
    {
        ref var end = ref Unsafe.Add(ref sums, rows);
        while (Unsafe.IsAddressLessThan(ref sums, ref end))
        {
            var add = sums;
            Unsafe.Add(ref to0, (nint)Unsafe.Add(ref bins, column0)) += add;
            Unsafe.Add(ref to1, (nint)Unsafe.Add(ref bins, column1)) += add;
            Unsafe.Add(ref to2, (nint)Unsafe.Add(ref bins, column2)) += add;
            Unsafe.Add(ref to3, (nint)Unsafe.Add(ref bins, column3)) += add;
            sums = ref Unsafe.Add(ref sums, 1);
            bins = ref Unsafe.Add(ref bins, stride);
        }
    }

    /// <summary>Adds rows to one column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref byte bins, nint stride, ref PackedSums sums, int rows, nint column, ref PackedSums to)
    {
        ref var end = ref Unsafe.Add(ref sums, rows);
        bins = ref Unsafe.Add(ref bins, column);
        while (Unsafe.IsAddressLessThan(ref sums, ref end))
        {
            Unsafe.Add(ref to, (nint)bins) += sums;
            sums = ref Unsafe.Add(ref sums, 1);
            bins = ref Unsafe.Add(ref bins, stride);
        }
    }
}
