using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Predictor.Trees.Binning;

/// <summary>Sorts numbers digit by digit, from the last: for long columns a few times as fast as by comparisons.</summary>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int Digits = (64 + DigitBits - 1) / DigitBits;
    private const int Values = 1 << DigitBits;
    // Below it counting digits takes longer than comparing.
    private const int WorthIt = 2048;

    /// <summary>Sorts in ascending order; zeros of both signs become positive.</summary>
    /// <param name="values">None of them NaN.</param>
    /// <param name="spare">As long, of whatever content.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort(Span<double> values, Span<ulong> spare)
    {
        if (values.Length < WorthIt)
        {
            for (var i = 0; i < values.Length; i++) values[i] += 0.0;
            values.Sort();
            return;
        }

        var keys = MemoryMarshal.Cast<double, ulong>(values);
        var counts = new int[Digits * Values];
        for (var i = 0; i < values.Length; i++)
        {
            var key = Key(values[i] + 0.0);
            keys[i] = key;
            for (var d = 0; d < Digits; d++) counts[(d * Values) + Digit(key, d)]++;
        }

        var from = keys;
        var to = spare;
        for (var d = 0; d < Digits; d++)
        {
            var next = counts.AsSpan(d * Values, Values);
            // All have the same digit here.
            if (next[Digit(from[0], d)] == values.Length) continue;
            var before = 0;
            for (var v = 0; v < Values; v++) (next[v], before) = (before, before + next[v]);
            foreach (var key in from) to[next[Digit(key, d)]++] = key;
            var swap = from;
            from = to;
            to = swap;
        }

        for (var i = 0; i < values.Length; i++) values[i] = Value(from[i]);
    }

    private static int Digit(ulong key, int digit) => (int)(key >> (digit * DigitBits)) & (Values - 1);

    /// <summary>Orders as the number does: negative ones have all bits turned, the others the sign.</summary>
    private static ulong Key(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return (ulong)(bits ^ ((bits >> 63) | long.MinValue));
    }

    private static double Value(ulong key)
    {
        var bits = (long)key;
        return BitConverter.Int64BitsToDouble(bits ^ (~(bits >> 63) | long.MinValue));
    }
}
