using Predictor.Risk.Horizons;
using Xunit;

namespace Predictor.Risk.Tests.Horizons;

public sealed class HorizonChainTests
{
    private static readonly int[] Days = [28, 84, 0, 56, 14];

    [Theory]
    [InlineData(28, null)]
    [InlineData(56, 28)]
    [InlineData(84, 56)]
    [InlineData(14, 28)]
    [InlineData(0, 14)]
    public void A_horizon_is_told_from_its_neighbour_on_the_way_to_the_first(int days, int? given) => Assert.Equal(given, HorizonChain.GivenOf(Days, days));

    [Fact]
    public void Each_comes_after_the_one_that_it_is_told_from() => Assert.Equal([28, 56, 84, 14, 0], HorizonChain.InOrder(Days));

    [Fact]
    public void The_way_goes_from_the_first_to_the_horizon()
    {
        Assert.Equal([28, 14, 0], HorizonChain.WayTo(Days, 0));
        Assert.Equal([28], HorizonChain.WayTo(Days, 28));
    }
}
