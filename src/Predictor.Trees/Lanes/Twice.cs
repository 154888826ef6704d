using System.Runtime.CompilerServices;

namespace Predictor.Trees.Lanes;

/// <summary>Two vectors side by side: twice the lanes, for kernels that have more to do for a vector than the processor can hide.</summary>
internal readonly struct Twice<TVector, TLanes> : IRowLanes<Two<TVector>>
    where TVector : struct
    where TLanes : struct, IRowLanes<TVector>
{
    public static int Count => 2 * TLanes.Count;

    public static Two<TVector> Zero => new(TLanes.Zero, TLanes.Zero);

    public static Two<TVector> AllBits => new(TLanes.AllBits, TLanes.AllBits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Two<TVector> Broadcast(double value)
    {
        var all = TLanes.Broadcast(value);
        return new(all, all);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Two<TVector> Load(ref readonly double source, nuint at) => new(TLanes.Load(in source, at), TLanes.Load(in source, at + (nuint)TLanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Two<TVector> value, ref double destination, nuint at)
    {
        TLanes.Store(value.First, ref destination, at);
        TLanes.Store(value.Second, ref destination, at + (nuint)TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Two<TVector> Add(Two<TVector> a, Two<TVector> b) => new(TLanes.Add(a.First, b.First), TLanes.Add(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Two<TVector> Subtract(Two<TVector> a, Two<TVector> b) => new(TLanes.Subtract(a.First, b.First), TLanes.Subtract(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Two<TVector> Multiply(Two<TVector> a, Two<TVector> b) => new(TLanes.Multiply(a.First, b.First), TLanes.Multiply(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Two<TVector> MultiplyAdd(Two<TVector> a, Two<TVector> b, Two<TVector> c) => new(TLanes.MultiplyAdd(a.First, b.First, c.First), TLanes.MultiplyAdd(a.Second, b.Second, c.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Two<TVector> And(Two<TVector> a, Two<TVector> b) => new(TLanes.And(a.First, b.First), TLanes.And(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Two<TVector> AndNot(Two<TVector> a, Two<TVector> b) => new(TLanes.AndNot(a.First, b.First), TLanes.AndNot(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Two<TVector> Select(Two<TVector> mask, Two<TVector> whereSet, Two<TVector> elsewhere) =>
        new(TLanes.Select(mask.First, whereSet.First, elsewhere.First), TLanes.Select(mask.Second, whereSet.Second, elsewhere.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Two<TVector> IsAbove(Two<TVector> a, Two<TVector> b) => new(TLanes.IsAbove(a.First, b.First), TLanes.IsAbove(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Two<TVector> IsAboveOrNaN(Two<TVector> a, Two<TVector> b) => new(TLanes.IsAboveOrNaN(a.First, b.First), TLanes.IsAboveOrNaN(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Two<TVector> HasNoneOf(Two<TVector> a, Two<TVector> b) => new(TLanes.HasNoneOf(a.First, b.First), TLanes.HasNoneOf(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Two<TVector> LookUpHighest(Two<TVector> bits, ref readonly double table, int size) => new(TLanes.LookUpHighest(bits.First, in table, size), TLanes.LookUpHighest(bits.Second, in table, size));
}
