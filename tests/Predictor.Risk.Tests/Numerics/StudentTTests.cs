using Predictor.Risk.Numerics;
using Xunit;

namespace Predictor.Risk.Tests.Numerics;

public sealed class StudentTTests
{
    // R 4.2: sprintf("%.13g", qt(.975, c(1,2,3,4,5,7,10,30,100)))
    [Theory]
    [InlineData(1, 12.70620473617)]
    [InlineData(2, 4.302652729749)]
    [InlineData(3, 3.182446305284)]
    [InlineData(4, 2.776445105198)]
    [InlineData(5, 2.570581835636)]
    [InlineData(7, 2.364624251593)]
    [InlineData(10, 2.228138851986)]
    [InlineData(30, 2.042272456301)]
    [InlineData(100, 1.983971518524)]
    public void Quantiles_are_those_of_R(int degrees, double expected) =>
        Assert.Equal(expected, StudentT.TwoSidedQuantile(0.95, degrees), expected * 1e-11);
}
