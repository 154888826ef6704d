using System.Runtime.CompilerServices;
using Predictor.Trees.Lanes;

namespace Predictor.Trees.Scoring;

/// <summary>A split as it stands against a block of rows.</summary>
/// <param name="Threshold">A number's threshold; or as bits, the categories that go left, or the number of the set that holds them.</param>
/// <param name="Slot">Where the column stands in the block.</param>
/// <param name="Kind">What is asked of a value.</param>
internal readonly record struct BlockSplit(double Threshold, int Slot, SplitKind Kind)
{
    /// <summary>Which of some rows go right, as a mask.</summary>
    /// <param name="values">The split's column in the block, from the first of these rows on.</param>
    /// <param name="at">How many values further on.</param>
    /// <param name="sets">The sets of wide categories.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector GoesRight<TVector, TLanes>(ref readonly double values, nuint at, ulong[][] sets)
        where TVector : struct
        where TLanes : struct, IRowLanes<TVector>
    {
        switch (Kind)
        {
            case SplitKind.Above: return TLanes.IsAbove(TLanes.Load(in values, at), TLanes.Broadcast(Threshold));
            case SplitKind.AboveOrMissing: return TLanes.IsAboveOrNaN(TLanes.Load(in values, at), TLanes.Broadcast(Threshold));
            case SplitKind.NotInWord: return TLanes.HasNoneOf(TLanes.Load(in values, at), TLanes.Broadcast(Threshold));
            default: return NotIn<TVector, TLanes>(sets[BitConverter.DoubleToInt64Bits(Threshold)], in values, at);
        }
    }

    /// <summary>Which rows have a code that is not in a set.</summary>
    public static TVector NotIn<TVector, TLanes>(ulong[] set, ref readonly double codes, nuint at)
        where TVector : struct
        where TLanes : struct, IRowLanes<TVector>
    {
        Unsafe.SkipInit(out Sixteen masks);
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            var code = BitConverter.DoubleToInt64Bits(Unsafe.Add(ref Unsafe.AsRef(in codes), at + (nuint)lane));
            masks[lane] = BitConverter.UInt64BitsToDouble((set[code >> 6] >> (int)(code & 63) & 1) - 1);
        }

        return TLanes.Load(in masks[0], 0);
    }

    [InlineArray(16)]
    private struct Sixteen
    {
        private double _first;
    }
}
