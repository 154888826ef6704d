using Predictor.Risk.Numerics;
using Xunit;

namespace Predictor.Risk.Tests.Numerics;

public sealed class HolmTests
{
    /// <summary>statsmodels 0.13.5: <c>multipletests([.01, .04, .03, .005, .5], method='holm')[1]</c>.</summary>
    [Fact]
    public void Agrees_with_statsmodels()
    {
        double[] expected = [.04, .09, .09, .025, .5];

        Assert.Equal(expected, Holm.Adjusted([.01, .04, .03, .005, .5]).Select(p => Math.Round(p, 12)));
    }

    [Fact]
    public void No_p_value_rises_above_1_and_none_of_none_is_none()
    {
        Assert.Equal([1, 1, 1], Holm.Adjusted([.6, .5, .9]));
        Assert.Empty(Holm.Adjusted([]));
    }
}
