using Predictor.Risk.Landmarks;
using Xunit;

namespace Predictor.Risk.Tests.Landmarks;

public sealed class CensoringWeightsTests
{
    [Fact]
    public void The_share_followed_counts_landmarks_with_at_least_so_much_time_to_the_cut()
    {
        var weights = new CensoringWeights([40, 10, 20, 20]);

        Assert.Equal([1, 1, 0.75, 0.75, 0.25, 0.25, 0], new long[] { 0, 10, 11, 20, 21, 40, 41 }.Select(weights.ShareFollowed));
        Assert.Equal(40, weights.Longest);
    }

    [Fact]
    public void A_row_weighs_one_over_the_share_followed_for_as_long_as_its_label_took()
    {
        var weights = new CensoringWeights([40, 10, 20, 20]);

        Assert.Equal(1, weights.Weight(10, out var first));
        Assert.Equal(1 / 0.75, weights.Weight(15, out var second));
        Assert.Equal(4, weights.Weight(40, out var third));
        Assert.False(first || second || third);
    }

    [Fact]
    public void The_weight_is_capped_at_10_and_says_so()
    {
        var weights = new CensoringWeights(Enumerable.Range(1, 20).Select(i => (long)i));

        Assert.Equal(10, weights.Weight(19, out var atTheCap));
        Assert.False(atTheCap);
        Assert.Equal(10, weights.Weight(20, out var overTheCap));
        Assert.True(overTheCap);
    }

    [Fact]
    public void Without_landmarks_nothing_is_followed()
    {
        var weights = new CensoringWeights([]);

        Assert.Equal(0, weights.ShareFollowed(0));
        Assert.Equal(0, weights.Longest);
    }
}
