using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Predictor.Trees.Growing;

/// <summary>The innermost loop of boosting: adds the derivatives of rows to the bins they fall into, in the order of the rows.</summary>
internal static class HistogramSums
{
    /// <summary>
    /// How many columns are summed in one go. Rows of a column with few bins wait for each other, as each adds to what the one before has just stored; those
    /// of other columns fill the gap. The sums of a column do not depend on the others.
    /// </summary>
    public const int Together = 4;

    public static void Add(ReadOnlySpan<int> rows, ReadOnlySpan<Derivatives> derivatives, byte[] binOfRow, Span<HistogramBin> bins)
    {
        // Rows and bins are checked once, when tables and trainings are made, and not in this loop.
        ref var of = ref MemoryMarshal.GetArrayDataReference(binOfRow);
        ref var to = ref MemoryMarshal.GetReference(bins);
        for (var i = 0; i < rows.Length; i++) Add(ref Unsafe.Add(ref to, Unsafe.Add(ref of, rows[i])), derivatives[i]);
    }

    public static void AddFour(
        ReadOnlySpan<int> rows, ReadOnlySpan<Derivatives> derivatives,
        byte[] binOfRow0, Span<HistogramBin> bins0, byte[] binOfRow1, Span<HistogramBin> bins1,
        byte[] binOfRow2, Span<HistogramBin> bins2, byte[] binOfRow3, Span<HistogramBin> bins3)
    {
        ref var of0 = ref MemoryMarshal.GetArrayDataReference(binOfRow0);
        ref var of1 = ref MemoryMarshal.GetArrayDataReference(binOfRow1);
        ref var of2 = ref MemoryMarshal.GetArrayDataReference(binOfRow2);
        ref var of3 = ref MemoryMarshal.GetArrayDataReference(binOfRow3);
        ref var to0 = ref MemoryMarshal.GetReference(bins0);
        ref var to1 = ref MemoryMarshal.GetReference(bins1);
        ref var to2 = ref MemoryMarshal.GetReference(bins2);
        ref var to3 = ref MemoryMarshal.GetReference(bins3);
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            var pair = derivatives[i];
            Add(ref Unsafe.Add(ref to0, Unsafe.Add(ref of0, row)), pair);
            Add(ref Unsafe.Add(ref to1, Unsafe.Add(ref of1, row)), pair);
            Add(ref Unsafe.Add(ref to2, Unsafe.Add(ref of2, row)), pair);
            Add(ref Unsafe.Add(ref to3, Unsafe.Add(ref of3, row)), pair);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref HistogramBin bin, Derivatives pair)
    {
        bin.Gradient += pair.Gradient;
        bin.Curvature += pair.Curvature;
        bin.Rows++;
    }
}
