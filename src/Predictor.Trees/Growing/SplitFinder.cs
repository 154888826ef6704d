using Predictor.Trees.Binning;

namespace Predictor.Trees.Growing;

/// <summary>Finds the best split of a node on one column, and says all there is to say of it.</summary>
internal sealed class SplitFinder(BinnedTable table, SplitLimits limits)
{
    /// <summary>Where it is.</summary>
    public SplitPlace Best(int column, ReadOnlySpan<PackedSums> bins, FixedPoint point, in RowSums node, LeafBounds bounds) =>
        table.Columns[column].IsCategorical
            ? CategoryScan.Best(bins, stackalloc int[BinnedColumn.MaximumBins], point, limits, node, bounds)
            : NumberScan.Best(bins, point, limits, node, bounds, table.Columns[column].Direction);

    /// <summary>What it is.</summary>
    /// <param name="column">The column.</param>
    /// <param name="place">Where it is, as <see cref="Best"/> found it.</param>
    /// <param name="bins">The column's bins.</param>
    /// <param name="point">How sums are packed.</param>
    /// <param name="all">What the node sums to.</param>
    /// <param name="bounds">Between what its values have to stay.</param>
    public SplitCandidate Describe(int column, SplitPlace place, ReadOnlySpan<PackedSums> bins, FixedPoint point, PackedSums all, LeafBounds bounds)
    {
        var leftBins = table.Columns[column].IsCategorical ? CategoriesLeft(place, bins, point, point.Unpack(all), bounds) : null;
        var left = default(PackedSums);
        for (var b = 0; b < bins.Length; b++)
        {
            var isLeft = leftBins is not null ? leftBins[b] : b == bins.Length - 1 ? place.MissingGoesLeft : b <= place.Place;
            if (isLeft) left += bins[b];
        }

        var right = all - left;
        var isLeftLarger = point.Unpack(left).Curvature > point.Unpack(right).Curvature;
        var hasMissing = point.Rows(bins[^1]) > 0;
        if (leftBins is not null) SendAbsent(leftBins, bins, point, isLeftLarger);
        return new SplitCandidate
        {
            Column = column,
            Gain = place.Gain,
            LastLeftBin = place.Place,
            LeftBins = leftBins,
            // Where nothing is missing here, what will be goes with the larger part.
            MissingGoesLeft = leftBins is not null ? leftBins[^1] : hasMissing ? place.MissingGoesLeft : isLeftLarger,
            Left = left,
            Right = right,
        };
    }

    private bool[] CategoriesLeft(SplitPlace place, ReadOnlySpan<PackedSums> bins, FixedPoint point, in RowSums node, LeafBounds bounds)
    {
        Span<int> order = stackalloc int[BinnedColumn.MaximumBins];
        CategoryScan.Best(bins, order, point, limits, node, bounds);
        var isLeft = new bool[bins.Length];
        foreach (var bin in order[..(place.Place + 1)]) isLeft[bin] = true;
        return isLeft;
    }

    /// <summary>Categories without rows here follow what is missing, and that, where nothing is, the larger side.</summary>
    private static void SendAbsent(bool[] isLeft, ReadOnlySpan<PackedSums> bins, FixedPoint point, bool isLeftLarger)
    {
        if (point.Rows(bins[^1]) == 0) isLeft[^1] = isLeftLarger;
        for (var b = 0; b < isLeft.Length - 1; b++)
        {
            if (point.Rows(bins[b]) == 0) isLeft[b] = isLeft[^1];
        }
    }
}
