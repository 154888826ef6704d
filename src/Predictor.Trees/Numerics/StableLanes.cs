using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Predictor.Trees.Numerics;

/// <summary>The functions of <see cref="StableMath"/> that boosting calls for every row, to the same bits, for as many rows at once as the processor can.</summary>
internal static class StableLanes
{
    // Beyond it the exponential needs two steps of scaling, which single rows take.
    private const double Farthest = 700;
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;
    private const double InverseLn2 = 1.4426950408889634;
    private const double SquareRootOfTwo = 1.4142135623730951;

    /// <summary><see cref="StableMath.Sigmoid"/> of each number.</summary>
    public static void Sigmoid(ReadOnlySpan<double> x, Span<double> sigmoid)
    {
        var done = Vector512.IsHardwareAccelerated ? Sigmoid<Lanes8>(x, sigmoid) : Vector256.IsHardwareAccelerated ? Sigmoid<Lanes4>(x, sigmoid) : 0;
        for (; done < x.Length; done++) sigmoid[done] = StableMath.Sigmoid(x[done]);
    }

    /// <summary><see cref="StableMath.Softplus"/> of each number.</summary>
    public static void Softplus(ReadOnlySpan<double> x, Span<double> softplus)
    {
        var done = Vector512.IsHardwareAccelerated ? Softplus<Lanes8>(x, softplus) : Vector256.IsHardwareAccelerated ? Softplus<Lanes4>(x, softplus) : 0;
        for (; done < x.Length; done++) softplus[done] = StableMath.Softplus(x[done]);
    }

    /// <summary>Does as many as fill lanes, and returns how many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Sigmoid<T>(ReadOnlySpan<double> x, Span<double> sigmoid)
        where T : struct, ILanes<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sigmoid.Length, x.Length);
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(sigmoid);
        var one = T.Of(1);
        var i = 0;
        for (; i + T.Count <= x.Length; i += T.Count)
        {
            var at = T.Load(ref Unsafe.Add(ref from, i));
            var size = T.Abs(at);
            if (IsFar(size))
            {
                for (var j = i; j < i + T.Count; j++) sigmoid[j] = StableMath.Sigmoid(x[j]);
                continue;
            }

            var odds = ExpOfMinus(size);
            T.Store(T.Select(at >= T.Of(0), one, odds) / (one + odds), ref Unsafe.Add(ref to, i));
        }

        return i;
    }

    /// <summary>Does as many as fill lanes, and returns how many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Softplus<T>(ReadOnlySpan<double> x, Span<double> softplus)
        where T : struct, ILanes<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(softplus.Length, x.Length);
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(softplus);
        var i = 0;
        for (; i + T.Count <= x.Length; i += T.Count)
        {
            var at = T.Load(ref Unsafe.Add(ref from, i));
            var size = T.Abs(at);
            if (IsFar(size))
            {
                for (var j = i; j < i + T.Count; j++) softplus[j] = StableMath.Softplus(x[j]);
                continue;
            }

            var log = Log1POfOdds(ExpOfMinus(size));
            T.Store(T.Select(at > T.Of(0), at + log, log), ref Unsafe.Add(ref to, i));
        }

        return i;
    }

    // NaN is far, too.
    private static bool IsFar<T>(T size)
        where T : struct, ILanes<T> => T.IsAny(T.Select(size <= T.Of(Farthest), T.Of(0), T.Of(1)));

    /// <summary>e to the power of -x for x from 0 to <see cref="Farthest"/>, by the steps of <see cref="StableMath.Exp"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpOfMinus<T>(T size)
        where T : struct, ILanes<T>
    {
        var x = T.Of(0) - size;
        var k = T.Truncate((x * T.Of(InverseLn2)) - T.Of(0.5));
        var high = x - (k * T.Of(Ln2High));
        var low = (T.Of(0) - k) * T.Of(Ln2Low);
        var r = high + low;
        var series = T.Of(1.0 / 6227020800.0);
        series = (series * r) + T.Of(1.0 / 479001600.0);
        series = (series * r) + T.Of(1.0 / 39916800.0);
        series = (series * r) + T.Of(1.0 / 3628800.0);
        series = (series * r) + T.Of(1.0 / 362880.0);
        series = (series * r) + T.Of(1.0 / 40320.0);
        series = (series * r) + T.Of(1.0 / 5040.0);
        series = (series * r) + T.Of(1.0 / 720.0);
        series = (series * r) + T.Of(1.0 / 120.0);
        series = (series * r) + T.Of(1.0 / 24.0);
        series = (series * r) + T.Of(1.0 / 6.0);
        series = (series * r) + T.Of(0.5);
        return (T.Of(1) + (high + (low + (r * r * series)))) * T.PowerOfTwo(k);
    }

    /// <summary>log(1 + odds) for odds from 0 to 1, by the steps of <see cref="StableMath.Log1P"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Log1POfOdds<T>(T odds)
        where T : struct, ILanes<T>
    {
        var one = T.Of(1);
        var two = T.Of(2);
        var sum = one + odds;
        var isLarge = sum > T.Of(SquareRootOfTwo);
        var m = T.Select(isLarge, sum * T.Of(0.5), sum);
        var k = T.Select(isLarge, one, T.Of(0));
        var f = m - one;
        var s = f / (two + f);
        var z = s * s;
        var series = T.Of(2.0 / 23.0);
        series = (series * z) + T.Of(2.0 / 21.0);
        series = (series * z) + T.Of(2.0 / 19.0);
        series = (series * z) + T.Of(2.0 / 17.0);
        series = (series * z) + T.Of(2.0 / 15.0);
        series = (series * z) + T.Of(2.0 / 13.0);
        series = (series * z) + T.Of(2.0 / 11.0);
        series = (series * z) + T.Of(2.0 / 9.0);
        series = (series * z) + T.Of(2.0 / 7.0);
        series = (series * z) + T.Of(2.0 / 5.0);
        series = (series * z) + T.Of(2.0 / 3.0);
        var halfSquare = T.Of(0.5) * f * f;
        var tail = halfSquare - ((s * (halfSquare + (z * series))) + (k * T.Of(Ln2Low)));
        var log = (k * T.Of(Ln2High)) - (tail - f);
        var lost = T.Select(sum >= two, one - (sum - odds), odds - (sum - one));
        return T.Select(sum > one, log + (lost / sum), odds);
    }
}
