namespace Predictor.Trees.Growing;

/// <summary>
/// Finds the best split of a node on one column: for numbers over all thresholds with what is missing tried on both sides, for categories over the order of
/// their gradients over curvatures, which holds the best split into two sets (Fisher, 1958). Among equals the first found stays.
/// </summary>
internal sealed class SplitFinder(BinnedTable table, BoostingOptions options)
{
    private const int MostBins = 256;

    /// <summary>By how much the best split lowers the loss; NaN where none is allowed and worth it.</summary>
    public double Gain(int column, ReadOnlySpan<HistogramBin> bins, in HistogramBin node, LeafBounds bounds)
    {
        var search = Search(column, bins, node, bounds, stackalloc int[MostBins]);
        return search.Best < 0 ? double.NaN : search.Gain;
    }

    /// <summary>The best split, or null where none is allowed and worth it.</summary>
    public SplitCandidate? Find(int column, ReadOnlySpan<HistogramBin> bins, in HistogramBin node, LeafBounds bounds)
    {
        Span<int> order = stackalloc int[MostBins];
        var search = Search(column, bins, node, bounds, order);
        if (search.Best < 0) return null;
        var leftBins = table.Columns[column].IsCategorical ? LeftBins(bins, order[..(search.Best + 1)], search.IsLeftLarger) : null;
        return search.Candidate(column, leftBins, bins[^1].Rows > 0);
    }

    private SplitSearch Search(int column, ReadOnlySpan<HistogramBin> bins, in HistogramBin node, LeafBounds bounds, Span<int> order)
    {
        var search = new SplitSearch(options, node, bounds);
        if (table.Columns[column].IsCategorical) SearchCategories(bins, order, ref search);
        else SearchNumbers(bins, table.Columns[column].Direction, ref search);
        return search;
    }

    private static void SearchNumbers(ReadOnlySpan<HistogramBin> bins, int direction, ref SplitSearch search)
    {
        var missing = bins[^1];
        var last = bins.Length - 2;
        var left = default(HistogramBin);
        for (var b = 0; b < last; b++)
        {
            if (bins[b].Rows == 0) continue;
            left = left.Plus(bins[b]);
            search.Try(left, direction, b, missingGoesLeft: false);
            if (missing.Rows > 0) search.Try(left.Plus(missing), direction, b, missingGoesLeft: true);
        }

        // All that have a value against those that have none. A direction orders values, and has nothing to say of their absence.
        if (missing.Rows > 0 && last >= 0) search.Try(left.Plus(bins[last]), 0, last, missingGoesLeft: false);
    }

    /// <param name="bins">What is missing is one more category, the last.</param>
    /// <param name="order">Set to the bins with rows, in the order in which they are tried.</param>
    /// <param name="search">The search.</param>
    private void SearchCategories(ReadOnlySpan<HistogramBin> bins, Span<int> order, ref SplitSearch search)
    {
        Span<double> slopes = stackalloc double[MostBins];
        var present = 0;
        for (var b = 0; b < bins.Length; b++)
        {
            if (bins[b].Rows == 0) continue;
            // Sorted by insertion: equals stay in the order of their codes.
            var slope = bins[b].Gradient / (bins[b].Curvature + options.CategorySmoothing);
            var i = present++;
            for (; i > 0 && slopes[i - 1] > slope; i--) (slopes[i], order[i]) = (slopes[i - 1], order[i - 1]);
            (slopes[i], order[i]) = (slope, b);
        }

        var left = default(HistogramBin);
        for (var i = 0; i < present - 1; i++)
        {
            left = left.Plus(bins[order[i]]);
            search.Try(left, 0, i, missingGoesLeft: false);
        }
    }

    /// <summary>For each bin whether it goes left. Categories without rows here follow what is missing, and that, where nothing is, the larger side.</summary>
    private static bool[] LeftBins(ReadOnlySpan<HistogramBin> bins, ReadOnlySpan<int> left, bool isLeftLarger)
    {
        var isLeft = new bool[bins.Length];
        foreach (var bin in left) isLeft[bin] = true;
        if (bins[^1].Rows == 0) isLeft[^1] = isLeftLarger;
        for (var b = 0; b < isLeft.Length - 1; b++)
        {
            if (bins[b].Rows == 0) isLeft[b] = isLeft[^1];
        }

        return isLeft;
    }
}
