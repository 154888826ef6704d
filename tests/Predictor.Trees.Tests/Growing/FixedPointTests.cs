using Predictor.Trees.Growing;
using Xunit;

namespace Predictor.Trees.Tests.Growing;

public class FixedPointTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(200_000)]
    [InlineData(1_000_000)]
    [InlineData(int.MaxValue)]
    public void Sums_of_as_many_rows_as_were_told_of_are_exact_and_do_not_run_into_each_other(int rows)
    {
        var point = new FixedPoint(rows, 3, 0.75);
        var row = point.Pack(-3, 0.75);
        var sum = default(PackedSums);
        // The sum of many equal rows by doubling.
        for (var bit = 31; bit >= 0; bit--)
        {
            sum += sum;
            if ((rows >> bit & 1) == 1) sum += row;
        }

        Assert.Equal(new RowSums(-3.0 * rows, 0.75 * rows, rows), point.Unpack(sum));
        Assert.Equal(default, point.Unpack(sum - sum));
    }

    [Fact]
    public void A_number_is_off_by_half_a_unit_at_most_and_units_are_small() => TestTable.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var point = new FixedPoint(1_000_000, 2, 0.5);
        var (gradient, curvature) = (random.NextDouble() * 4 - 2, random.NextDouble() * 0.5);
        var sums = point.Unpack(point.Pack(gradient, curvature));
        Assert.InRange(Math.Abs(sums.Gradient - gradient), 0, point.GradientUnit / 2);
        Assert.InRange(Math.Abs(sums.Curvature - curvature), 0, point.CurvatureUnit / 2);
        Assert.InRange(point.GradientUnit, 0, 1e-8);
        Assert.InRange(point.CurvatureUnit, 0, 1e-7);
    }, 200);
}
