using Predictor.Trees.Binning;
using Predictor.Trees.Numerics;

namespace Predictor.Trees.Growing;

/// <summary>
/// The best split of a node on one category into two sets: over the order of gradients over curvatures, which holds the best (Fisher, 1958). What is missing is
/// one more category, the last. Among equals the first found stays.
/// </summary>
internal static class CategoryScan
{
    /// <summary>The best split; sets the order to the bins with rows as they are tried, for which it has to have room for <see cref="BinnedColumn.MaximumBins"/>.</summary>
    public static SplitPlace Best(ReadOnlySpan<PackedSums> bins, Span<int> order, FixedPoint point, SplitLimits limits, in RowSums node, LeafBounds bounds)
    {
        Span<double> slopes = stackalloc double[BinnedColumn.MaximumBins];
        var present = 0;
        for (var b = 0; b < bins.Length; b++)
        {
            var sums = point.Unpack(bins[b]);
            if (sums.Rows == 0) continue;
            // Sorted by insertion: equals stay in the order of their codes.
            var slope = sums.Gradient / (sums.Curvature + limits.CategorySmoothing);
            var i = present++;
            for (; i > 0 && slopes[i - 1] > slope; i--) (slopes[i], order[i]) = (slopes[i - 1], order[i - 1]);
            (slopes[i], order[i]) = (slope, b);
        }

        var gain = new SplitGain<Lanes1>(limits, node, bounds, 0);
        var best = SplitPlace.None with { Gain = limits.MinimumGain };
        var left = default(PackedSums);
        for (var i = 0; i < present - 1; i++)
        {
            left += bins[order[i]];
            var sums = point.Unpack(left);
            var here = gain.Of(Lanes1.Of(sums.Gradient), Lanes1.Of(sums.Curvature), Lanes1.Of(sums.Rows)).Value;
            if (here > best.Gain) best = new SplitPlace(here, i, false);
        }

        return best.Place < 0 ? SplitPlace.None : best;
    }
}
