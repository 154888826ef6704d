using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Predictor.Trees.Numerics;

/// <summary>Eight lanes.</summary>
internal readonly struct Lanes8(Vector512<double> value) : ILanes<Lanes8>
{
    private const double TwoTo52 = 4503599627370496.0;

    private readonly Vector512<double> _value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 left, Lanes8 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 left, Lanes8 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator *(Lanes8 left, Lanes8 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator /(Lanes8 left, Lanes8 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator &(Lanes8 left, Lanes8 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator >(Lanes8 left, Lanes8 right) => new(Vector512.GreaterThan(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator <(Lanes8 left, Lanes8 right) => new(Vector512.LessThan(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator >=(Lanes8 left, Lanes8 right) => new(Vector512.GreaterThanOrEqual(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator <=(Lanes8 left, Lanes8 right) => new(Vector512.LessThanOrEqual(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Of(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Load(ref readonly double from) => new(Vector512.LoadUnsafe(in from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 LoadWhole(ref readonly long from) => new(Vector512.ConvertToDouble(Vector512.LoadUnsafe(in from)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 LoadHigh(ref readonly long from, int lowBits) => new(Vector512.ConvertToDouble(Vector512.ShiftRightLogical(Vector512.LoadUnsafe(in from), lowBits)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 LoadLow(ref readonly long from, int lowBits) => new(Vector512.ConvertToDouble(Vector512.LoadUnsafe(in from) & Vector512.Create((1L << lowBits) - 1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes8 value, ref double to) => value._value.StoreUnsafe(ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Abs(Lanes8 value) => new(Vector512.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Truncate(Lanes8 value) => new(Vector512.Truncate(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 PowerOfTwo(Lanes8 exponent) => new(Vector512.ShiftLeft((exponent._value + Vector512.Create(1023 + TwoTo52)).AsInt64(), 52).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Select(Lanes8 condition, Lanes8 first, Lanes8 second) => new(Vector512.ConditionalSelect(condition._value, first._value, second._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAny(Lanes8 condition) => condition._value.AsInt64() != Vector512<long>.Zero;
}
