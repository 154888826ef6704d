namespace Predictor.Trees.Numerics;

/// <summary>
/// Elementary functions from IEEE additions, multiplications, divisions and bit operations alone. <see cref="Math.Exp"/> and
/// <see cref="Math.Log(double)"/> come from the platform's C library and may differ in the last bit between machines; these do not.
/// Errors stay below two units in the last place.
/// </summary>
public static class StableMath
{
    // ln 2 in two parts. The last 21 bits of the first are zero, so that its product with any exponent is exact.
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;
    private const double InverseLn2 = 1.4426950408889634;

    // The largest argument with a finite exponential, and the smallest with one that does not round to zero.
    private const double LargestExponent = 709.782712893384;
    private const double SmallestExponent = -745.1332191019411;

    private const int ExponentBias = 1023;
    private const int MantissaBits = 52;
    private const long MantissaMask = (1L << MantissaBits) - 1;
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const double TwoTo54 = 18014398509481984.0;
    private const double SquareRootOfTwo = 1.4142135623730951;

    /// <summary>e to the power of <paramref name="x"/>.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x)) return double.NaN;
        if (x > LargestExponent) return double.PositiveInfinity;
        if (x < SmallestExponent) return 0;

        // x = k ln 2 + r with |r| <= ln 2 / 2, where r is kept as high + low.
        var k = (int)(x * InverseLn2 + (x < 0 ? -0.5 : 0.5));
        var high = x - k * Ln2High;
        var low = -k * Ln2Low;
        var r = high + low;

        // Taylor series of (e^r - 1 - r) / r^2; the first term left out is below 1e-17 of the result.
        var series = 1.0 / 6227020800.0;
        series = series * r + 1.0 / 479001600.0;
        series = series * r + 1.0 / 39916800.0;
        series = series * r + 1.0 / 3628800.0;
        series = series * r + 1.0 / 362880.0;
        series = series * r + 1.0 / 40320.0;
        series = series * r + 1.0 / 5040.0;
        series = series * r + 1.0 / 720.0;
        series = series * r + 1.0 / 120.0;
        series = series * r + 1.0 / 24.0;
        series = series * r + 1.0 / 6.0;
        series = series * r + 0.5;
        return Scale(1 + (high + (low + r * r * series)), k);
    }

    /// <summary>The natural logarithm: minus infinity at zero, NaN below.</summary>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0) return double.NaN;
        if (x == 0) return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x)) return x;

        var k = 0;
        if (x < SmallestNormal)
        {
            x *= TwoTo54;
            k = -54;
        }

        // x = 2^k m with m from sqrt(1/2) to sqrt(2).
        var bits = BitConverter.DoubleToInt64Bits(x);
        k += (int)(bits >> MantissaBits) - ExponentBias;
        var m = BitConverter.Int64BitsToDouble((bits & MantissaMask) | ((long)ExponentBias << MantissaBits));
        if (m > SquareRootOfTwo)
        {
            m *= 0.5;
            k++;
        }

        // log(1 + f) = 2 artanh(s) with s = f / (2 + f); as 2s = f - s f, the leading term f is exact.
        var f = m - 1;
        var s = f / (2 + f);
        var z = s * s;
        var series = 2.0 / 23.0;
        series = series * z + 2.0 / 21.0;
        series = series * z + 2.0 / 19.0;
        series = series * z + 2.0 / 17.0;
        series = series * z + 2.0 / 15.0;
        series = series * z + 2.0 / 13.0;
        series = series * z + 2.0 / 11.0;
        series = series * z + 2.0 / 9.0;
        series = series * z + 2.0 / 7.0;
        series = series * z + 2.0 / 5.0;
        series = series * z + 2.0 / 3.0;
        var halfSquare = 0.5 * f * f;
        var tail = halfSquare - (s * (halfSquare + z * series) + k * Ln2Low);
        return k * Ln2High - (tail - f);
    }

    /// <summary>log(1 + x), exact also where x is so small that 1 + x rounds to 1.</summary>
    public static double Log1P(double x)
    {
        var sum = 1 + x;
        if (sum == 1 || double.IsPositiveInfinity(sum)) return x;
        // What rounding took from 1 + x, put back to first order.
        return sum <= 0 ? Log(sum) : Log(sum) + (sum >= 2 ? 1 - (sum - x) : x - (sum - 1)) / sum;
    }

    /// <summary>log(1 + e^x), the loss of a wrong answer given with log-odds x, without overflow.</summary>
    public static double Softplus(double x) => x > 0 ? x + Log1P(Exp(-x)) : Log1P(Exp(x));

    /// <summary>The probability that belongs to the log-odds <paramref name="x"/>.</summary>
    public static double Sigmoid(double x)
    {
        if (x >= 0) return 1 / (1 + Exp(-x));
        var odds = Exp(x);
        return odds / (1 + odds);
    }

    /// <summary><see cref="Sigmoid"/> and <see cref="Softplus"/> of the same <paramref name="x"/>, at less than the cost of both.</summary>
    public static (double Sigmoid, double Softplus) SigmoidAndSoftplus(double x)
    {
        var odds = Exp(x > 0 ? -x : x);
        var log = Log1P(odds);
        return x > 0 ? (1 / (1 + odds), x + log) : (odds / (1 + odds), log);
    }

    /// <summary>The log-odds of the probability <paramref name="p"/>: infinite at 0 and 1, NaN outside.</summary>
    public static double Logit(double p)
    {
        // Near one half the odds are near 1, where their logarithm would lose digits; 2p - 1 is exact there.
        return p is > 0.3 and < 0.7 ? Log1P((2 * p - 1) / (1 - p)) : Log(p / (1 - p));
    }

    /// <summary><paramref name="value"/> (between 1/2 and 2) times 2 to the <paramref name="power"/>, rounded once.</summary>
    private static double Scale(double value, int power)
    {
        // The ends of the range need two steps: 2^1024 is no double, and below 2^-1022 the result is subnormal.
        if (power > 1000) return value * PowerOfTwo(power - 1000) * PowerOfTwo(1000);
        if (power < -1000) return value * PowerOfTwo(power + 1000) * PowerOfTwo(-1000);
        return value * PowerOfTwo(power);
    }

    private static double PowerOfTwo(int power) => BitConverter.Int64BitsToDouble((long)(power + ExponentBias) << MantissaBits);
}
