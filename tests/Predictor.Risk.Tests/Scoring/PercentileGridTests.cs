using Predictor.Risk.Scoring;
using Xunit;

namespace Predictor.Risk.Tests.Scoring;

public sealed class PercentileGridTests
{
    private static readonly PercentileGrid Even = PercentileGrid.Of([.. Enumerable.Range(0, 1001).Select(i => i / 1000.0)], [.. Enumerable.Repeat(1.0, 1001)]);

    [Theory]
    [InlineData(-0.1, 0)]
    [InlineData(0.25, 0.25)]
    [InlineData(0.937, 0.937)]
    [InlineData(1.1, 1)]
    public void On_an_even_spread_the_percentile_is_the_value(double probability, double percentile)
    {
        Assert.Equal(percentile, Even.PercentileOf(probability), 0.002);
    }

    [Fact]
    public void A_run_of_equal_values_stands_at_its_middle()
    {
        var grid = PercentileGrid.Of([0.1, 0.5, 0.5, 0.9], [1, 1, 1, 1]);

        Assert.Equal(0.5, grid.PercentileOf(0.5), 0.011);
    }

    [Fact]
    public void A_weight_of_two_is_a_value_given_twice()
    {
        double[] values = [0.3, 0.1, 0.7, 0.2];

        var weighted = PercentileGrid.Of(values, [1, 2, 1, 3]);
        var repeated = PercentileGrid.Of([0.3, 0.1, 0.1, 0.7, 0.2, 0.2, 0.2], [1, 1, 1, 1, 1, 1, 1]);

        Assert.Equal(repeated.Quantiles, weighted.Quantiles);
    }

    [Fact]
    public void A_grid_that_falls_is_refused()
    {
        var falling = Enumerable.Range(0, 101).Select(i => 1 - (i / 100.0)).ToArray();

        Assert.Throws<ArgumentException>(() => new PercentileGrid(falling));
    }
}
