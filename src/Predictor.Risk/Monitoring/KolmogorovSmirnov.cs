using Predictor.Trees.Numerics;

namespace Predictor.Risk.Monitoring;

/// <summary>The two-sample Kolmogorov-Smirnov test.</summary>
internal static class KolmogorovSmirnov
{
    // Below this the tail differs from 1 by less than a double can tell, and its series hardly converges.
    private const double Least = 0.04;

    /// <summary>
    /// The chance of a distance at least this large if both samples are of one continuous distribution, by Kolmogorov's limit. With ties, and with a distance taken at some points
    /// only, the true chance is smaller: the test is conservative.
    /// </summary>
    /// <param name="distance">The largest distance between the two distribution functions.</param>
    /// <param name="first">Size of the first sample.</param>
    /// <param name="second">Size of the second.</param>
    public static double PValue(double distance, int first, int second) => UpperTail(Math.Sqrt(first / (double)(first + second) * second) * distance);

    /// <summary>1 - K(x), with K Kolmogorov's distribution: 2 sum over k of (-1)^(k-1) exp(-2 k^2 x^2).</summary>
    public static double UpperTail(double x)
    {
        if (x < Least) return 1;
        var sum = 0.0;
        for (var k = 1; k <= 200; k++)
        {
            var term = StableMath.Exp(-2.0 * k * k * x * x);
            sum += k % 2 == 1 ? term : -term;
            if (term < 1e-17) break;
        }

        return Math.Clamp(2 * sum, 0, 1);
    }
}
