using Predictor.Trees.Numerics;

namespace Predictor.Risk.Monitoring;

/// <summary>
/// The population stability index: sum over bins of (a - e) ln(a / e), with e the share expected in a bin and a the share seen. It is the symmetrised Kullback-Leibler
/// divergence (Jeffreys 1946). That 0.1 is worth a look and 0.25 a shift are rules of thumb from credit scoring, not results.
/// </summary>
public static class PopulationStability
{
    /// <summary>The index. Half a count is added to each bin of a sample, so that an empty one is no infinite surprise.</summary>
    /// <param name="expected">The share in each bin; they add up to 1.</param>
    /// <param name="expectedCount">The size of the sample that they are of; infinite for shares that are known and all above 0.</param>
    /// <param name="seen">The share seen in each bin; they add up to 1.</param>
    /// <param name="seenCount">The size of that sample.</param>
    /// <exception cref="ArgumentException">There is not the same number of bins.</exception>
    public static double Index(ReadOnlySpan<double> expected, double expectedCount, ReadOnlySpan<double> seen, double seenCount)
    {
        if (expected.Length != seen.Length) throw new ArgumentException($"There are {seen.Length} shares seen; expected {expected.Length}, one a bin.", nameof(seen));
        var sum = 0.0;
        for (var bin = 0; bin < expected.Length; bin++)
        {
            var e = Smoothed(expected[bin], expectedCount, expected.Length);
            var a = Smoothed(seen[bin], seenCount, seen.Length);
            sum += (a - e) * StableMath.Log(a / e);
        }

        return sum;
    }

    private static double Smoothed(double share, double count, int bins) =>
        double.IsPositiveInfinity(count) ? share : ((share * count) + 0.5) / (count + (0.5 * bins));
}
