using Predictor.Trees.Numerics;

namespace Predictor.Risk.Numerics;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    /// <summary>From here on the series would lose digits and the continued fraction converges fast.</summary>
    private const double SeriesEnds = 3;

    /// <summary>The chance that a standard normal number lies at least this far from 0, on either side: erfc(|z| / sqrt 2), to 1e-13 relative to 1.</summary>
    public static double TwoSidedTail(double z)
    {
        var x = Math.Abs(z);
        if (double.IsNaN(x)) return double.NaN;
        if (x > 38) return 0;
        var density = StableMath.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        return x < SeriesEnds ? 1 - (2 * density * Series(x)) : 2 * density / Fraction(x);
    }

    /// <summary>x + x^3/3 + x^5/(3*5) + ...: times the density, the chance between 0 and x (Abramowitz and Stegun 26.2.11).</summary>
    private static double Series(double x)
    {
        var (term, sum) = (x, x);
        for (var k = 3; term > sum * 1e-17; k += 2)
        {
            term *= x * x / k;
            sum += term;
        }

        return sum;
    }

    /// <summary>x + 1/(x + 2/(x + 3/(x + ...))): the density over it is the chance above x (26.2.14).</summary>
    private static double Fraction(double x)
    {
        var value = x;
        for (var k = 200; k >= 1; k--) value = x + (k / value);
        return value;
    }
}
