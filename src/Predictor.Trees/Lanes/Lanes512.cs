using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Predictor.Trees.Lanes;

/// <summary>Eight lanes, by AVX-512.</summary>
internal readonly struct Lanes512 : IRowLanes<Vector512<double>>
{
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported && Avx512CD.IsSupported;

    public static int Count => 8;

    public static Vector512<double> Zero => Vector512<double>.Zero;

    public static Vector512<double> AllBits => Vector512<double>.AllBitsSet;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Broadcast(double value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ref readonly double source, nuint at) => Vector512.LoadUnsafe(in source, at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> value, ref double destination, nuint at) => value.StoreUnsafe(ref destination, at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Add(Vector512<double> a, Vector512<double> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Subtract(Vector512<double> a, Vector512<double> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Multiply(Vector512<double> a, Vector512<double> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MultiplyAdd(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Vector512.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> And(Vector512<double> a, Vector512<double> b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> AndNot(Vector512<double> a, Vector512<double> b) => Vector512.AndNot(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Select(Vector512<double> mask, Vector512<double> whereSet, Vector512<double> elsewhere) => Vector512.ConditionalSelect(mask, whereSet, elsewhere);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> IsAbove(Vector512<double> a, Vector512<double> b) => Avx512F.CompareGreaterThan(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> IsAboveOrNaN(Vector512<double> a, Vector512<double> b) => Avx512F.CompareNotLessThanOrEqual(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> HasNoneOf(Vector512<double> a, Vector512<double> b) => Vector512.Equals((a & b).AsUInt64(), Vector512<ulong>.Zero).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LookUpHighest(Vector512<double> bits, ref readonly double table, int size)
    {
        var at = Avx512CD.LeadingZeroCount(bits.AsInt64());
        if (size <= 8) return Avx512F.PermuteVar8x64(Vector512.LoadUnsafe(in table), at);
        if (size <= 16) return LookUp16(in table, 0, at);
        var low = Vector512.ConditionalSelect(Vector512.GreaterThan(at, Vector512.Create(15L)).AsDouble(), LookUp16(in table, 16, at), LookUp16(in table, 0, at));
        if (size <= 32) return low;
        var high = Vector512.ConditionalSelect(Vector512.GreaterThan(at, Vector512.Create(47L)).AsDouble(), LookUp16(in table, 48, at), LookUp16(in table, 32, at));
        return Vector512.ConditionalSelect(Vector512.GreaterThan(at, Vector512.Create(31L)).AsDouble(), high, low);
    }

    // Only the lowest four bits of a place count.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LookUp16(ref readonly double table, nuint from, Vector512<long> at) =>
        Avx512F.PermuteVar8x64x2(Vector512.LoadUnsafe(in table, from), at, Vector512.LoadUnsafe(in table, from + 8));
}
