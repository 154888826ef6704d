using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Predictor.Trees.Numerics;

/// <summary>Four lanes.</summary>
internal readonly struct Lanes4(Vector256<double> value) : ILanes<Lanes4>
{
    private const double TwoTo52 = 4503599627370496.0;

    private readonly Vector256<double> _value = value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 left, Lanes4 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 left, Lanes4 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator *(Lanes4 left, Lanes4 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator /(Lanes4 left, Lanes4 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator &(Lanes4 left, Lanes4 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator >(Lanes4 left, Lanes4 right) => new(Vector256.GreaterThan(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator <(Lanes4 left, Lanes4 right) => new(Vector256.LessThan(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator >=(Lanes4 left, Lanes4 right) => new(Vector256.GreaterThanOrEqual(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator <=(Lanes4 left, Lanes4 right) => new(Vector256.LessThanOrEqual(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Of(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(ref readonly double from) => new(Vector256.LoadUnsafe(in from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 LoadWhole(ref readonly long from) => new(Vector256.ConvertToDouble(Vector256.LoadUnsafe(in from)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 LoadHigh(ref readonly long from, int lowBits) => new(Vector256.ConvertToDouble(Vector256.ShiftRightLogical(Vector256.LoadUnsafe(in from), lowBits)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 LoadLow(ref readonly long from, int lowBits) => new(Vector256.ConvertToDouble(Vector256.LoadUnsafe(in from) & Vector256.Create((1L << lowBits) - 1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes4 value, ref double to) => value._value.StoreUnsafe(ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Abs(Lanes4 value) => new(Vector256.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Truncate(Lanes4 value) => new(Vector256.Truncate(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 PowerOfTwo(Lanes4 exponent) => new(Vector256.ShiftLeft((exponent._value + Vector256.Create(1023 + TwoTo52)).AsInt64(), 52).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Select(Lanes4 condition, Lanes4 first, Lanes4 second) => new(Vector256.ConditionalSelect(condition._value, first._value, second._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAny(Lanes4 condition) => condition._value.AsInt64() != Vector256<long>.Zero;
}
