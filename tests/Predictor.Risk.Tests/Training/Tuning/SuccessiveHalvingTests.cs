using Predictor.Risk.Training.Tuning;
using Xunit;

namespace Predictor.Risk.Tests.Training.Tuning;

public sealed class SuccessiveHalvingTests
{
    [Theory]
    [InlineData(27, 9)]
    [InlineData(9, 3)]
    [InlineData(20, 7)]
    [InlineData(3, 1)]
    [InlineData(2, 1)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    public void A_third_goes_on_rounded_up(int count, int survivors) => Assert.Equal(survivors, SuccessiveHalving.Survivors(count));

    [Fact]
    public void Every_rung_costs_the_same()
    {
        var (count, costs) = (27, new List<int>());
        foreach (var folds in SuccessiveHalving.Folds)
        {
            costs.Add(count * folds);
            count = SuccessiveHalving.Survivors(count);
        }

        Assert.Equal([27, 27, 27], costs);
    }

    [Fact]
    public void The_best_go_on_in_order_and_of_two_alike_the_one_drawn_first()
    {
        TrialScore[] scores = [new(4, 1, 0.3, 10), new(1, 1, 0.4, 10), new(2, 1, 0.3, 20), new(3, 1, 0.2, 10), new(5, 1, 0.9, 10), new(6, 1, 0.31, 10), new(7, 1, 0.5, 10)];

        Assert.Equal([3, 2, 4], SuccessiveHalving.Best(scores));
    }
}
