namespace Predictor.Trees.Growing;

/// <summary>
/// Finds the best split of a node on one column: for numbers over all thresholds with what is missing tried on both sides, for categories over the order of
/// their gradients over curvatures, which holds the best split into two sets (Fisher, 1958). Among equals the first found stays.
/// </summary>
internal sealed class SplitFinder(BinnedTable table, BoostingOptions options)
{
    /// <summary>The best split, or null where none is allowed and worth it.</summary>
    public SplitCandidate? Find(int column, ReadOnlySpan<HistogramBin> bins, in HistogramBin node, LeafBounds bounds)
    {
        var search = new SplitSearch(options, node, bounds);
        return table.Columns[column].IsCategorical ? OfCategories(column, bins, search) : OfNumbers(column, bins, search);
    }

    private SplitCandidate? OfNumbers(int column, ReadOnlySpan<HistogramBin> bins, SplitSearch search)
    {
        var direction = table.Columns[column].Direction;
        var missing = bins[^1];
        var last = bins.Length - 2;
        var left = default(HistogramBin);
        for (var b = 0; b < last; b++)
        {
            left = left.Plus(bins[b]);
            if (bins[b].Rows == 0) continue;
            search.Try(left, direction, b, missingGoesLeft: false);
            if (missing.Rows > 0) search.Try(left.Plus(missing), direction, b, missingGoesLeft: true);
        }

        // All that have a value against those that have none. A direction orders values, and has nothing to say of their absence.
        if (missing.Rows > 0 && last >= 0) search.Try(left.Plus(bins[last]), 0, last, missingGoesLeft: false);
        return search.Candidate(column, null, missing.Rows > 0);
    }

    private SplitCandidate? OfCategories(int column, ReadOnlySpan<HistogramBin> bins, SplitSearch search)
    {
        var present = new List<(double Order, int Bin)>(bins.Length);
        for (var b = 0; b < bins.Length; b++)
        {
            if (bins[b].Rows > 0) present.Add((bins[b].Gradient / (bins[b].Curvature + options.CategorySmoothing), b));
        }

        present.Sort();
        var left = default(HistogramBin);
        for (var i = 0; i < present.Count - 1; i++)
        {
            left = left.Plus(bins[present[i].Bin]);
            search.Try(left, 0, i, missingGoesLeft: false);
        }

        if (search.Best < 0) return null;
        // What is missing is one more category; categories without rows here follow it.
        var missingBin = bins.Length - 1;
        var isLeft = new bool[bins.Length];
        for (var i = 0; i <= search.Best; i++) isLeft[present[i].Bin] = true;
        if (bins[missingBin].Rows == 0) isLeft[missingBin] = search.IsLeftLarger;
        for (var b = 0; b < missingBin; b++)
        {
            if (bins[b].Rows == 0) isLeft[b] = isLeft[missingBin];
        }

        return search.Candidate(column, isLeft, bins[missingBin].Rows > 0);
    }
}
