namespace Predictor.Risk.Engines.Logistic;

/// <summary>Chooses where the effect of a number begins, bends and ends.</summary>
internal static class Knots
{
    private static readonly double[] BendsAt = [0.25, 0.5, 0.75];

    /// <param name="sorted">A sample of the values, ascending.</param>
    /// <param name="smallest">The smallest of all values.</param>
    /// <param name="largest">The largest of all values.</param>
    /// <param name="settings">Whether and when to clip and bend.</param>
    /// <returns>The bounds and between them the bends, ascending and distinct; fewer than two where the feature is constant.</returns>
    public static IReadOnlyList<double> Place(double[] sorted, double smallest, double largest, LogisticSettings settings)
    {
        if (!(smallest < largest)) return [];
        if (!HasDistinct(sorted, settings.DistinctValuesToBend)) return [smallest, largest];

        var lower = At(sorted, settings.ClippedShare);
        var upper = At(sorted, 1 - settings.ClippedShare);
        // Nearly all rows share one value; the rest may matter all the more.
        if (!(lower < upper)) return [smallest, largest];
        if (!settings.Bends) return [lower, upper];

        // A count is often zero: taken among the values inside, the bends fall where there is something to tell apart.
        var inside = Array.FindAll(sorted, v => v > lower && v < upper);
        if (inside.Length == 0) return [lower, upper];
        return [.. new SortedSet<double>(BendsAt.Select(share => At(inside, share))) { lower, upper }];
    }

    /// <summary>The value below which a share of the others lies; one that was seen, so that a count keeps whole bounds.</summary>
    private static double At(double[] sorted, double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];

    private static bool HasDistinct(double[] sorted, int wanted)
    {
        var distinct = sorted.Length == 0 ? 0 : 1;
        for (var i = 1; i < sorted.Length && distinct < wanted; i++)
        {
            if (sorted[i] > sorted[i - 1]) distinct++;
        }

        return distinct >= wanted;
    }
}
