using System.Runtime.CompilerServices;

namespace Predictor.Trees.Binning;

/// <summary>Where numbers are cut into bins.</summary>
internal static class Thresholds
{
    /// <summary>
    /// Between all distinct values where there are few. Else a value with a bin's fair share of the rows or more has a bin of its own wherever it stands, and
    /// the other bins hold about equally many of the other rows; a value is never cut in two.
    /// </summary>
    /// <param name="sorted">The values that are not missing, ascending.</param>
    /// <param name="bins">The most bins, at least 2.</param>
    public static double[] Of(ReadOnlySpan<double> sorted, int bins)
    {
        var all = sorted.Length;
        var groups = Groups(sorted);
        var thresholds = new List<double>(Math.Min(groups.Count, bins));
        var isOneEach = groups.Count <= bins;
        // What is yet to be shared by the bins of values that have none of their own.
        int rowsLeft = all, binsLeft = bins, inBin = 0;
        foreach (var (_, rows) in groups)
        {
            if (!IsHeavy(rows)) continue;
            rowsLeft -= rows;
            binsLeft--;
        }

        for (var i = 0; i + 1 < groups.Count && thresholds.Count < bins - 1; i++)
        {
            var (value, rows) = groups[i];
            var isHeavy = IsHeavy(rows);
            if (!isHeavy) inBin += rows;
            // A bin that is half full is not worth spoiling a heavy neighbour's.
            var isFull = (long)inBin * binsLeft >= rowsLeft || (IsHeavy(groups[i + 1].Rows) && 2L * inBin * binsLeft >= rowsLeft);
            if (!isOneEach && !isHeavy && !isFull) continue;
            thresholds.Add(Between(value, groups[i + 1].Value));
            if (inBin == 0) continue;
            rowsLeft -= inBin;
            binsLeft--;
            inBin = 0;
        }

        return [.. thresholds];

        bool IsHeavy(int rows) => (long)rows * bins >= all;
    }

    /// <summary>The distinct values, ascending, with how many rows have each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static List<(double Value, int Rows)> Groups(ReadOnlySpan<double> sorted)
    {
        var groups = new List<(double, int)>();
        var first = 0;
        for (var i = 1; i <= sorted.Length; i++)
        {
            if (i < sorted.Length && sorted[i] == sorted[first]) continue;
            groups.Add((sorted[first], i - first));
            first = i;
        }

        return groups;
    }

    /// <summary>The middle of two values, or the lower where nothing lies between: the lower is never above it and the higher never at or below it.</summary>
    private static double Between(double lower, double higher)
    {
        // Halved first, as the difference of two numbers far apart is no double.
        var middle = (lower / 2) + (higher / 2);
        return middle >= lower && middle < higher ? middle : lower;
    }
}
