using System.Numerics;
using System.Runtime.CompilerServices;

namespace Predictor.Trees.Lanes;

/// <summary>One lane, for processors without vectors.</summary>
internal readonly struct OneLane : IRowLanes<double>
{
    public static int Count => 1;

    public static double Zero => 0;

    public static double AllBits => BitConverter.UInt64BitsToDouble(ulong.MaxValue);

    public static double Broadcast(double value) => value;

    public static double Load(ref readonly double source, nuint at) => Unsafe.Add(ref Unsafe.AsRef(in source), at);

    public static void Store(double value, ref double destination, nuint at) => Unsafe.Add(ref destination, at) = value;

    public static double Add(double a, double b) => a + b;

    public static double Subtract(double a, double b) => a - b;

    public static double Multiply(double a, double b) => a * b;

    public static double MultiplyAdd(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c);

    public static double And(double a, double b) => BitConverter.UInt64BitsToDouble(Bits(a) & Bits(b));

    public static double AndNot(double a, double b) => BitConverter.UInt64BitsToDouble(Bits(a) & ~Bits(b));

    public static double Select(double mask, double whereSet, double elsewhere) => Bits(mask) == 0 ? elsewhere : whereSet;

    public static double IsAbove(double a, double b) => a > b ? AllBits : 0;

    public static double IsAboveOrNaN(double a, double b) => a <= b ? 0 : AllBits;

    public static double HasNoneOf(double a, double b) => (Bits(a) & Bits(b)) == 0 ? AllBits : 0;

    public static double LookUpHighest(double bits, ref readonly double table, int size) => Unsafe.Add(ref Unsafe.AsRef(in table), BitOperations.LeadingZeroCount(Bits(bits)));

    private static ulong Bits(double value) => BitConverter.DoubleToUInt64Bits(value);
}
