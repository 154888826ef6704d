namespace Predictor.Trees.Binning;

/// <summary>Where numbers are cut into bins.</summary>
internal static class Thresholds
{
    /// <summary>
    /// Between all distinct values where there are few; else so that each bin holds about as many rows as is left for it, and a value is never cut in two.
    /// </summary>
    /// <param name="sorted">The values that are not missing, ascending.</param>
    /// <param name="bins">The most bins, at least 2.</param>
    public static double[] Of(ReadOnlySpan<double> sorted, int bins)
    {
        var distinct = Distinct(sorted);
        var thresholds = new List<double>(Math.Min(distinct, bins));
        var isOneEach = distinct <= bins;
        int inBin = 0, done = 0;
        for (var i = 1; i < sorted.Length; i++)
        {
            inBin++;
            if (sorted[i] == sorted[i - 1]) continue;
            var binsLeft = bins - thresholds.Count;
            if (!isOneEach && (binsLeft == 1 || (long)inBin * binsLeft < sorted.Length - done)) continue;
            thresholds.Add(Between(sorted[i - 1], sorted[i]));
            done += inBin;
            inBin = 0;
        }

        return [.. thresholds];
    }

    private static int Distinct(ReadOnlySpan<double> sorted)
    {
        var distinct = sorted.Length > 0 ? 1 : 0;
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] != sorted[i - 1]) distinct++;
        }

        return distinct;
    }

    /// <summary>The middle of two values, or the lower where nothing lies between: the lower is never above it and the higher never at or below it.</summary>
    private static double Between(double lower, double higher)
    {
        // Halved first, as the difference of two numbers far apart is no double.
        var middle = (lower / 2) + (higher / 2);
        return middle >= lower && middle < higher ? middle : lower;
    }
}
