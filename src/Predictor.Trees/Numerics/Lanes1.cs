using System.Runtime.CompilerServices;

namespace Predictor.Trees.Numerics;

/// <summary>A single lane: what every processor can do, and what the wider ones are tested against.</summary>
internal readonly struct Lanes1(double value) : ILanes<Lanes1>
{
    private const double TwoTo52 = 4503599627370496.0;

    public double Value { get; } = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator +(Lanes1 left, Lanes1 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator -(Lanes1 left, Lanes1 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator *(Lanes1 left, Lanes1 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator /(Lanes1 left, Lanes1 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator &(Lanes1 left, Lanes1 right) => new(BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(left.Value) & BitConverter.DoubleToInt64Bits(right.Value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator >(Lanes1 left, Lanes1 right) => Condition(left.Value > right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator <(Lanes1 left, Lanes1 right) => Condition(left.Value < right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator >=(Lanes1 left, Lanes1 right) => Condition(left.Value >= right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator <=(Lanes1 left, Lanes1 right) => Condition(left.Value <= right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Of(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Load(ref readonly double from) => new(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 LoadWhole(ref readonly long from) => new(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 LoadHigh(ref readonly long from, int lowBits) => new((long)((ulong)from >> lowBits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 LoadLow(ref readonly long from, int lowBits) => new(from & ((1L << lowBits) - 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes1 value, ref double to) => to = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Abs(Lanes1 value) => new(Math.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Truncate(Lanes1 value) => new(Math.Truncate(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 PowerOfTwo(Lanes1 exponent) => new(BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(exponent.Value + (1023 + TwoTo52)) << 52));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Select(Lanes1 condition, Lanes1 first, Lanes1 second) => IsAny(condition) ? first : second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAny(Lanes1 condition) => BitConverter.DoubleToInt64Bits(condition.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes1 Condition(bool holds) => new(BitConverter.Int64BitsToDouble(holds ? -1 : 0));
}
