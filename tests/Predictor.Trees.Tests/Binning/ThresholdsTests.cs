using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Predictor.Trees.Binning;
using Xunit;

namespace Predictor.Trees.Tests.Binning;

public class ThresholdsTests
{
    [Fact]
    public void Few_values_are_parted_in_the_middle() => Assert.Equal([1.5, 3, 7], Thresholds.Of([1, 1, 2, 4, 4, 4, 10], 4));

    [Fact]
    public void Many_values_are_cut_into_bins_of_as_many_rows()
    {
        var random = new Random(3);
        var sorted = Enumerable.Range(0, 10_000).Select(_ => random.NextDouble()).Order().ToArray();

        var column = BinnedColumn.OfNumbers(Thresholds.Of(sorted, 16), hasMissing: false, hasValues: true);

        Assert.Equal(16, column.ValueBins);
        Assert.All(sorted.CountBy(v => column.BinOf(v)), bin => Assert.Equal(625, bin.Value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(1_000)]
    public void A_value_with_many_rows_has_a_bin_of_its_own_and_leaves_the_others_enough(int heavy)
    {
        double[] sorted = [.. Enumerable.Repeat((double)heavy, 9_000).Concat(Enumerable.Range(0, 1_001).Where(i => i != heavy).Select(i => (double)i)).Order()];

        var column = BinnedColumn.OfNumbers(Thresholds.Of(sorted, 11), hasMissing: false, hasValues: true);

        Assert.Equal(9_000, sorted.Count(v => column.BinOf(v) == column.BinOf(heavy)));
        Assert.All(sorted.Where(v => v != heavy).CountBy(v => column.BinOf(v)), bin => Assert.Equal(100, bin.Value));
    }

    [Fact]
    public void A_threshold_sends_the_same_rows_left_as_the_bins_do_also_after_json()
    {
        // Neighbours without a number between them, zeros of both signs, the ends of the range, and ties.
        var value = Gen.OneOf(
            Gen.Choose(-20, 20).Select(i => i / 4.0),
            Gen.Choose(0, 5).Select(i => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(1.5) + i)),
            Gen.Elements(0.0, -0.0, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, Math.BitDecrement(double.MaxValue), 1e-310, 2e-310));
        var cases = from bins in Gen.Choose(2, 12) from values in value.NonEmptyListOf() select (bins, values);
        Check.One(Config.QuickThrowOnFailure.WithReplay(11, 13).WithMaxTest(500), Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var column = Binned(c.values.ToArray(), c.bins);
            Assert.InRange(column.ValueBins, 1, c.bins);
            Assert.Equal(Math.Min(c.bins, c.values.Distinct().Count()) > 1, column.ValueBins > 1);
            for (var b = 0; b < column.ValueBins; b++)
            {
                var threshold = JsonSerializer.Deserialize<double>(JsonSerializer.Serialize(column.Threshold(b)));
                Assert.All(c.values, v => Assert.Equal(column.BinOf(v) <= b, v <= threshold));
                Assert.Contains(c.values, v => column.BinOf(v) == b);
            }
        }));
    }

    [Fact]
    public void Few_values_have_a_bin_each()
    {
        var random = new Random(8);
        double[] values = [.. Enumerable.Range(0, 3_000).Select(_ => Math.Pow(random.Next(255), 3))];

        var column = Binned(values, 255);

        Assert.Equal(values.Distinct().Count(), column.ValueBins);
        Assert.All(values.GroupBy(v => column.BinOf(v)), bin => Assert.Single(bin.Distinct()));
    }

    private static BinnedColumn Binned(double[] values, int bins) => BinnedTable.Of([new("x")], values, values.Length, bins, 1, default).Column(0);
}
