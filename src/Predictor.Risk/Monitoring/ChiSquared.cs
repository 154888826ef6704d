using Predictor.Trees.Numerics;

namespace Predictor.Risk.Monitoring;

/// <summary>Pearson's chi-squared test of two samples of categories.</summary>
internal static class ChiSquared
{
    private const double Precision = 1e-15;

    /// <summary>The test that two samples have the same shares; categories that neither has are left out.</summary>
    /// <param name="before">The share in each category.</param>
    /// <param name="first">Size of that sample.</param>
    /// <param name="now">The share in each category.</param>
    /// <param name="second">Size of that sample.</param>
    public static (double Statistic, double PValue) Test(double[] before, int first, double[] now, int second)
    {
        var (statistic, categories) = (0.0, 0);
        var scale = first / (double)(first + second) * second;
        for (var c = 0; c < before.Length; c++)
        {
            var pooled = ((before[c] * first) + (now[c] * second)) / (first + second);
            if (pooled <= 0) continue;
            categories++;
            statistic += scale * (before[c] - now[c]) * (before[c] - now[c]) / pooled;
        }

        return (statistic, categories < 2 ? 1 : UpperTail(statistic, categories - 1));
    }

    /// <summary>The chance of a value at least this large: the regularised upper incomplete gamma function Q(df / 2, x / 2).</summary>
    public static double UpperTail(double x, int degreesOfFreedom)
    {
        if (x <= 0) return 1;
        var (a, y) = (degreesOfFreedom / 2.0, x / 2);
        var scale = StableMath.Exp((a * StableMath.Log(y)) - y - LogGamma(degreesOfFreedom));
        return Math.Clamp(y < a + 1 ? 1 - (scale * Series(a, y)) : scale * Fraction(a, y), 0, 1);
    }

    /// <summary>P(a, y) / scale = sum over n of y^n / (a (a+1) ... (a+n)).</summary>
    private static double Series(double a, double y)
    {
        var term = 1 / a;
        var sum = term;
        for (var n = 1; term > sum * Precision; n++)
        {
            term *= y / (a + n);
            sum += term;
        }

        return sum;
    }

    /// <summary>Q(a, y) / scale as a continued fraction, by Lentz's method (modified by Thompson and Barnett 1986).</summary>
    private static double Fraction(double a, double y)
    {
        var b = y + 1 - a;
        var c = 1e300;
        var d = 1 / b;
        var fraction = d;
        for (var n = 1; n < 10000; n++)
        {
            var numerator = -n * (n - a);
            b += 2;
            d = 1 / ((numerator * d) + b);
            c = b + (numerator / c);
            fraction *= c * d;
            if (Math.Abs((c * d) - 1) < Precision) break;
        }

        return fraction;
    }

    /// <summary>ln of gamma(df / 2), from gamma(1) = 1 or gamma(1/2) = sqrt(pi).</summary>
    private static double LogGamma(int degreesOfFreedom)
    {
        var at = degreesOfFreedom % 2 == 0 ? 1.0 : 0.5;
        var sum = degreesOfFreedom % 2 == 0 ? 0 : 0.5 * StableMath.Log(Math.PI);
        for (; at < degreesOfFreedom / 2.0; at++) sum += StableMath.Log(at);
        return sum;
    }
}
