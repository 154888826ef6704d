using System.Runtime.CompilerServices;

namespace Predictor.Trees.Binning;

/// <summary>Where numbers are cut into bins.</summary>
internal static class Thresholds
{
    /// <summary>
    /// Between all distinct values that it is given, those of the sample of a large table, where there are few. Else a value with a bin's fair share of the rows or more has a bin of its own wherever it stands, and
    /// the other bins hold about equally many of the other rows; a value is never cut in two.
    /// </summary>
    /// <param name="sorted">The values that are not missing, ascending.</param>
    /// <param name="bins">The most bins, at least 2.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] Of(ReadOnlySpan<double> sorted, int bins)
    {
        var all = sorted.Length;
        // What is yet to be shared by the bins of values that have none of their own.
        int rowsLeft = all, binsLeft = bins, inBin = 0, groups = 0;
        for (var from = 0; from < all; groups++)
        {
            var rows = Rows(sorted, from);
            from += rows;
            if (!IsHeavy(rows)) continue;
            rowsLeft -= rows;
            binsLeft--;
        }

        var thresholds = new List<double>(Math.Min(groups, bins));
        var isOneEach = groups <= bins;
        var (first, rowsHere) = (0, all == 0 ? 0 : Rows(sorted, 0));
        while (first + rowsHere < all && thresholds.Count < bins - 1)
        {
            var next = first + rowsHere;
            var rowsNext = Rows(sorted, next);
            var isHeavy = IsHeavy(rowsHere);
            if (!isHeavy) inBin += rowsHere;
            // A bin that is half full is not worth spoiling a heavy neighbour's.
            var isFull = (long)inBin * binsLeft >= rowsLeft || (IsHeavy(rowsNext) && 2L * inBin * binsLeft >= rowsLeft);
            if (isOneEach || isHeavy || isFull)
            {
                thresholds.Add(Between(sorted[first], sorted[next]));
                if (inBin > 0)
                {
                    rowsLeft -= inBin;
                    binsLeft--;
                    inBin = 0;
                }
            }

            (first, rowsHere) = (next, rowsNext);
        }

        return [.. thresholds];

        bool IsHeavy(int rows) => (long)rows * bins >= all;
    }

    /// <summary>How many rows have the value that stands first at a place.</summary>
    private static int Rows(ReadOnlySpan<double> sorted, int first)
    {
        var end = first + 1;
        while (end < sorted.Length && sorted[end] == sorted[first]) end++;
        return end - first;
    }

    /// <summary>The middle of two values, or the lower where nothing lies between: the lower is never above it and the higher never at or below it.</summary>
    private static double Between(double lower, double higher)
    {
        // Halved first, as the difference of two numbers far apart is no double.
        var middle = (lower / 2) + (higher / 2);
        return middle >= lower && middle < higher ? middle : lower;
    }
}
