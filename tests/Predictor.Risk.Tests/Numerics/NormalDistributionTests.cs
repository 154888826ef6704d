using Predictor.Risk.Numerics;
using Xunit;

namespace Predictor.Risk.Tests.Numerics;

public sealed class NormalDistributionTests
{
    /// <summary>scipy 1.10.1: <c>2 * scipy.stats.norm.sf(z)</c>.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 0.6170750774519738)]
    [InlineData(-1.959963984540054, 0.05)]
    [InlineData(2.999, 0.0027086730674542115)]
    [InlineData(3.001, 0.0026909456501699306)]
    [InlineData(6, 1.973175290075389e-09)]
    [InlineData(37.5, 9.210706019163908e-308)]
    public void Agrees_with_scipy(double z, double expected) => Assert.Equal(expected, NormalDistribution.TwoSidedTail(z), 1e-14 + (Math.Abs(z) > 3 ? expected * 1e-12 : 0));

    [Fact]
    public void Of_no_number_it_is_none()
    {
        Assert.Equal(double.NaN, NormalDistribution.TwoSidedTail(double.NaN));
        Assert.Equal(0, NormalDistribution.TwoSidedTail(double.PositiveInfinity));
    }
}
