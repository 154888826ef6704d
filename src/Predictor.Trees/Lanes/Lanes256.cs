using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Predictor.Trees.Lanes;

/// <summary>Four lanes, by AVX2.</summary>
internal readonly struct Lanes256 : IRowLanes<Vector256<double>>
{
    public static bool IsSupported => Vector256.IsHardwareAccelerated;

    public static int Count => 4;

    public static Vector256<double> Zero => Vector256<double>.Zero;

    public static Vector256<double> AllBits => Vector256<double>.AllBitsSet;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Broadcast(double value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ref readonly double source, nuint at) => Vector256.LoadUnsafe(in source, at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> value, ref double destination, nuint at) => value.StoreUnsafe(ref destination, at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Add(Vector256<double> a, Vector256<double> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Subtract(Vector256<double> a, Vector256<double> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Multiply(Vector256<double> a, Vector256<double> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MultiplyAdd(Vector256<double> a, Vector256<double> b, Vector256<double> c) => Vector256.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> And(Vector256<double> a, Vector256<double> b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> AndNot(Vector256<double> a, Vector256<double> b) => Vector256.AndNot(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Select(Vector256<double> mask, Vector256<double> whereSet, Vector256<double> elsewhere) => Vector256.ConditionalSelect(mask, whereSet, elsewhere);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> IsAbove(Vector256<double> a, Vector256<double> b) => Vector256.GreaterThan(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> IsAboveOrNaN(Vector256<double> a, Vector256<double> b) => ~Vector256.LessThanOrEqual(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> HasNoneOf(Vector256<double> a, Vector256<double> b) => Vector256.Equals((a & b).AsUInt64(), Vector256<ulong>.Zero).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LookUpHighest(Vector256<double> bits, ref readonly double table, int size)
    {
        var (low, high) = (bits.GetLower().AsUInt64(), bits.GetUpper().AsUInt64());
        return Vector256.Create(
            Unsafe.Add(ref Unsafe.AsRef(in table), BitOperations.LeadingZeroCount(low.ToScalar())),
            Unsafe.Add(ref Unsafe.AsRef(in table), BitOperations.LeadingZeroCount(low.GetElement(1))),
            Unsafe.Add(ref Unsafe.AsRef(in table), BitOperations.LeadingZeroCount(high.ToScalar())),
            Unsafe.Add(ref Unsafe.AsRef(in table), BitOperations.LeadingZeroCount(high.GetElement(1))));
    }
}
