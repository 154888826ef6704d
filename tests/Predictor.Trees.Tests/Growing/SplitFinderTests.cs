using Predictor.Trees.Growing;
using Predictor.Trees.Numerics;
using Xunit;

namespace Predictor.Trees.Tests.Growing;

/// <summary>The finder against a literal search that evaluates the penalised loss of every way to part the bins.</summary>
public class SplitFinderTests
{
    private static readonly LeafBounds Tight = new(-0.2, 0.3);

    [Theory]
    [InlineData(0, false, 0)]
    [InlineData(1, false, 0)]
    [InlineData(-1, false, 0)]
    [InlineData(0, true, 0)]
    [InlineData(1, true, 0)]
    [InlineData(0, false, 0.3)]
    [InlineData(-1, true, 0.3)]
    public void The_split_of_a_number_is_the_best_of_all_thresholds_and_sides_for_what_is_missing(int direction, bool isBounded, double l1) => TestTable.HoldsForSeeds(seed =>
    {
        var options = new BoostingOptions { L1 = l1, L2 = 0.7, MinimumChildRows = 3, MinimumChildWeight = 0.4 };
        var bounds = isBounded ? Tight : LeafBounds.None;
        var bins = RandomBins(seed, 7);
        var cuts =
            from cut in Enumerable.Range(0, 6)
            from isMissingLeft in new[] { true, false }
            // All values against what is missing knows no direction.
            let isAll = cut == 5
            where !isAll || !isMissingLeft
            select (Left: Enumerable.Range(0, cut + 1).Concat(isMissingLeft ? new[] { 6 } : []).ToArray(), Direction: isAll ? 0 : direction);
        AssertBest(cuts, bins, options, bounds, new TreeColumn("x", 0, direction));
    }, 300);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_split_of_a_category_is_the_best_of_all_sets(bool isBounded) => TestTable.HoldsForSeeds(seed =>
    {
        // Without a penalty and limits: with them the order by slope is very good, and not always the best.
        var options = new BoostingOptions { L2 = 0, MinimumChildRows = 1, MinimumChildWeight = 1e-6, CategorySmoothing = 0 };
        var bins = RandomBins(seed, 7);
        var sets = Enumerable.Range(1, (1 << 7) - 2).Select(set => (Enumerable.Range(0, 7).Where(b => (set >> b & 1) == 1).ToArray(), 0));
        AssertBest(sets, bins, options, isBounded ? new LeafBounds(-100, 100) : LeafBounds.None, new TreeColumn("c", 6));
    }, 200);

    [Fact]
    public void Splits_of_many_bins_are_the_same_at_every_width_and_the_first_among_equals() => TestTable.HoldsForSeeds(seed =>
    {
        // Few different bins, so that many splits gain the same.
        var bins = RandomBins(seed, 3).Concat(Enumerable.Repeat(Bin(-1, 0.5, 1), seed % 40)).Concat(Enumerable.Repeat(Bin(1, 0.5, 1), seed % 40)).Append(seed % 2 == 0 ? default : Bin(0.5, 1, 2)).ToArray();
        foreach (var bounds in new[] { LeafBounds.None, Tight }) AssertSameAtEveryWidth(bins, new BoostingOptions { MinimumChildRows = 1, MinimumChildWeight = 0.1 }, bounds, new TreeColumn("x", 0, 1));
        AssertSameAtEveryWidth(bins, new BoostingOptions { MinimumChildRows = 1, MinimumChildWeight = 0.1 }, LeafBounds.None, new TreeColumn("x"));
    }, 200);

    [Fact]
    public void Where_nothing_is_missing_it_goes_with_the_larger_part()
    {
        RowSums[] bins = [Bin(-5, 3, 10), Bin(6, 9, 10), default];
        Assert.False(Find(bins, new TreeColumn("x"))!.MissingGoesLeft);
        Assert.True(Find([bins[1], bins[0], default], new TreeColumn("x"))!.MissingGoesLeft);
        Assert.False(Find(bins, new TreeColumn("c", 2))!.MissingGoesLeft);
    }

    [Fact]
    public void Categories_without_rows_follow_what_is_missing()
    {
        RowSums[] bins = [Bin(-5, 3, 10), default, Bin(6, 9, 10), Bin(-5, 3, 10)];
        var split = Find(bins, new TreeColumn("c", 3))!;
        Assert.True(split.MissingGoesLeft);
        Assert.Equal([true, true, false, true], split.LeftBins!);
    }

    [Fact]
    public void Equal_parts_are_not_worth_a_split()
    {
        RowSums[] bins = [Bin(0.1, 0.3, 50), Bin(0.2, 0.6, 50), Bin(0.3, 0.9, 50)];
        Assert.Null(Find(bins, new TreeColumn("x"), new BoostingOptions { L2 = 0, MinimumChildWeight = 0.01 }));
    }

    [Fact]
    public void A_split_has_to_gain_more_than_the_minimum()
    {
        RowSums[] bins = [Bin(-5, 3, 10), Bin(6, 9, 10), default];
        var gain = Find(bins, new TreeColumn("x"))!.Gain;
        Assert.NotNull(Find(bins, new TreeColumn("x"), new BoostingOptions { MinimumChildRows = 1, MinimumGain = gain * 0.999 }));
        Assert.Null(Find(bins, new TreeColumn("x"), new BoostingOptions { MinimumChildRows = 1, MinimumGain = gain }));
    }

    private static void AssertBest(IEnumerable<(int[] Left, int Direction)> ways, RowSums[] bins, BoostingOptions options, LeafBounds bounds, TreeColumn column)
    {
        var node = SumOf(bins, _ => true);
        var best = 0.0;
        foreach (var (left, direction) in ways)
        {
            var (a, b) = (SumOf(bins, left.Contains), SumOf(bins, i => !left.Contains(i)));
            if (Math.Min(a.Rows, b.Rows) < options.MinimumChildRows || Math.Min(a.Curvature, b.Curvature) < options.MinimumChildWeight) continue;
            var (va, vb) = (BestValue(a, options, bounds), BestValue(b, options, bounds));
            if ((vb - va) * direction < 0) continue;
            best = Math.Max(best, Loss(node, BestValue(node, options, bounds), options) - Loss(a, va, options) - Loss(b, vb, options));
        }

        var found = Find(bins, column, options, bounds);
        Assert.Equal(best, found?.Gain ?? 0, 1e-9 * (1 + best));
        AssertSameAtEveryWidth(bins, options, bounds, column);
        if (found is null) return;

        // What the candidate says of its sides is what its bins sum to.
        Assert.Equal(SumOf(bins, b => found.GoesLeft((byte)b, (byte)(bins.Length - 1))).Gradient, Point.Unpack(found.Left).Gradient, 1e-9);
        Assert.Equal(SumOf(bins, b => !found.GoesLeft((byte)b, (byte)(bins.Length - 1))).Rows, Point.Unpack(found.Right).Rows);
    }

    private static void AssertSameAtEveryWidth(RowSums[] bins, BoostingOptions options, LeafBounds bounds, TreeColumn column)
    {
        if (column.IsCategorical) return;
        var (packed, all) = Pack(bins);
        var (limits, node) = (SplitLimits.Of(options), Point.Unpack(all));
        var one = NumberScan.Best<Lanes1>(packed, Point, limits, node, bounds, column.Direction);
        Assert.Equal(one, NumberScan.Best<Lanes4>(packed, Point, limits, node, bounds, column.Direction));
        Assert.Equal(one, NumberScan.Best<Lanes8>(packed, Point, limits, node, bounds, column.Direction));
    }

    private static SplitCandidate? Find(RowSums[] bins, TreeColumn column, BoostingOptions? options = null, LeafBounds? bounds = null)
    {
        var values = Enumerable.Range(0, bins.Length - 1).Select(i => (double)i).ToArray();
        var limits = SplitLimits.Of(options ?? new BoostingOptions { MinimumChildRows = 1 });
        var finder = new SplitFinder(BinnedTable.Of([column], values, values.Length, 255, 1, default), limits);
        var (packed, all) = Pack(bins);
        var place = finder.Best(0, packed, Point, Point.Unpack(all), bounds ?? LeafBounds.None);
        return place.IsNone ? null : finder.Describe(0, place, packed, Point, all, bounds ?? LeafBounds.None);
    }

    /// <summary>Units far below the tolerances here.</summary>
    private static FixedPoint Point { get; } = new(200, 4, 16);

    private static (PackedSums[] Bins, PackedSums All) Pack(RowSums[] bins)
    {
        // A bin of many rows as one that has them all, and others without derivatives.
        PackedSums[] packed = [.. bins.Select(b => b.Rows == 0 ? default : Enumerable.Range(1, b.Rows - 1).Aggregate(Point.Pack(b.Gradient, b.Curvature), (sum, _) => sum + Point.Pack(0, 0)))];
        return (packed, packed.Aggregate((a, b) => a + b));
    }

    private static double Loss(RowSums sums, double value, BoostingOptions options) => sums.Gradient * value + 0.5 * (sums.Curvature + options.L2) * value * value + options.L1 * Math.Abs(value);

    private static double BestValue(RowSums sums, BoostingOptions options, LeafBounds bounds) =>
        Math.Clamp(-Math.Sign(sums.Gradient) * Math.Max(0, Math.Abs(sums.Gradient) - options.L1) / (sums.Curvature + options.L2), bounds.Lower, bounds.Upper);

    private static RowSums SumOf(RowSums[] bins, Func<int, bool> isIn) =>
        bins.Where((_, i) => isIn(i)).Aggregate(default(RowSums), (sum, bin) => new RowSums(sum.Gradient + bin.Gradient, sum.Curvature + bin.Curvature, sum.Rows + bin.Rows));

    private static RowSums[] RandomBins(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(5) == 0 ? default : Bin(random.NextDouble() * 4 - 2, 0.1 + random.NextDouble() * 3, 1 + random.Next(6)))];
    }

    private static RowSums Bin(double gradient, double curvature, int rows) => new(gradient, curvature, rows);
}
