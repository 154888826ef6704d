using Predictor.Risk.Packaging;

namespace Predictor.Risk.Monitoring;

/// <summary>How one feature or score is distributed now, beside how it was in training. Clients count once in both.</summary>
/// <param name="Psi">The population stability index over the deciles of training (or its categories) and a bin for missing.</param>
/// <param name="Test"><c>ks</c> for numbers, <c>chi-squared</c> for categories.</param>
/// <param name="Statistic">The test's statistic: for numbers the largest distance between the distribution functions, 0 to 1.</param>
/// <param name="PValue">Of that test alone.</param>
/// <param name="MissingBefore">The share without a value in training.</param>
/// <param name="MissingNow">The share without a value now.</param>
/// <param name="MedianBefore">Of the values in training; null for a category.</param>
/// <param name="MedianNow">Of the values now, to the nearest quantile of training; null for a category.</param>
internal sealed record Comparison(double Psi, string Test, double Statistic, double PValue, double MissingBefore, double MissingNow, double? MedianBefore, double? MedianNow)
{
    /// <param name="before">What the training showed.</param>
    /// <param name="now">The values now; NaN where there is none.</param>
    /// <param name="weights">The weight of each row.</param>
    /// <param name="clients">How many clients there are now.</param>
    public static Comparison Of(ClientDistribution before, double[] now, double[] weights, int clients) =>
        before.Shares is { } shares ? OfCategories(before, shares, now, weights, clients) : OfNumbers(before, now, weights, clients);

    private static Comparison OfCategories(ClientDistribution before, IReadOnlyList<double> shares, double[] now, double[] weights, int clients)
    {
        var seen = ClientDistribution.Of(now, weights, clients, shares.Count);
        double[] expected = [before.Missing, .. shares];
        double[] found = [seen.Missing, .. seen.Shares!];
        var (statistic, p) = ChiSquared.Test(expected, before.Clients, found, clients);
        return new Comparison(PopulationStability.Index(expected, before.Clients, found, clients), "chi-squared", statistic, p, before.Missing, seen.Missing, null, null);
    }

    /// <summary>
    /// A row without a value counts as one below all values, in the index and in the test: one figure and one test tell of a feature that is no longer recorded as of one whose
    /// values moved. The distance is taken at the quantiles that the package keeps.
    /// </summary>
    private static Comparison OfNumbers(ClientDistribution before, double[] now, double[] weights, int clients)
    {
        var quantiles = before.Quantiles ?? [];
        var atOrBelow = before.AtOrBelow ?? [];
        var (missing, seen) = Seen(quantiles, now, weights);
        var distance = Math.Abs(missing - before.Missing);
        for (var q = 0; q < quantiles.Count; q++) distance = Math.Max(distance, Math.Abs(missing + seen[q] - before.Missing - atOrBelow[q]));

        var deciles = Deciles(before.Missing, atOrBelow);
        var expected = Bins(before.Missing, [.. deciles.Select(q => atOrBelow[q])]);
        var found = Bins(missing, [.. deciles.Select(q => seen[q])]);
        return new Comparison(
            PopulationStability.Index(expected, before.Clients, found, clients),
            "ks",
            distance,
            KolmogorovSmirnov.PValue(distance, before.Clients, clients),
            before.Missing,
            missing,
            Median(quantiles, before.Missing, atOrBelow),
            Median(quantiles, missing, seen));
    }

    /// <summary>The share without a value, and for each quantile that with a value at or below it.</summary>
    private static (double Missing, double[] AtOrBelow) Seen(IReadOnlyList<double> quantiles, double[] now, double[] weights)
    {
        double[] points = [.. quantiles];
        var (missing, seen) = (0.0, new double[points.Length]);
        for (var row = 0; row < now.Length; row++)
        {
            if (double.IsNaN(now[row]))
            {
                missing += weights[row];
                continue;
            }

            var at = Array.BinarySearch(points, now[row]);
            if (at < 0) at = ~at;
            if (at < seen.Length) seen[at] += weights[row];
        }

        for (var q = 1; q < seen.Length; q++) seen[q] += seen[q - 1];
        return (missing, seen);
    }

    /// <summary>Which quantiles are the nine deciles; equal deciles are one.</summary>
    private static List<int> Deciles(double missing, IReadOnlyList<double> atOrBelow)
    {
        var deciles = new List<int>();
        for (var decile = 1; decile < 10; decile++)
        {
            var at = IndexOfLevel(decile / 10.0, missing, atOrBelow);
            // A last bin that is empty by definition tells nothing.
            if (at >= 0 && (deciles.Count == 0 || deciles[^1] != at) && atOrBelow[at] < (1 - missing) * (1 - 1e-12)) deciles.Add(at);
        }

        return deciles;
    }

    private static double[] Bins(double missing, double[] atOrBelow)
    {
        double[] upTo = [0, .. atOrBelow, 1 - missing];
        // Rounding may leave a share a hair below 0.
        return [missing, .. upTo.Skip(1).Zip(upTo, (to, from) => Math.Max(0, to - from))];
    }

    private static double? Median(IReadOnlyList<double> quantiles, double missing, IReadOnlyList<double> atOrBelow) =>
        quantiles.Count == 0 || missing >= 1 - 1e-12 ? null : IndexOfLevel(0.5, missing, atOrBelow) is var at and >= 0 ? quantiles[at] : quantiles[^1];

    private static int IndexOfLevel(double level, double missing, IReadOnlyList<double> atOrBelow)
    {
        for (var q = 0; q < atOrBelow.Count; q++)
        {
            if (atOrBelow[q] >= level * (1 - missing) * (1 - 1e-12)) return q;
        }

        return -1;
    }
}
