using Predictor.Trees.Numerics;
using Xunit;

namespace Predictor.Trees.Tests.Numerics;

/// <summary>At every width, also those that this processor has to make up for, functions have the bits of <see cref="StableMath"/>.</summary>
public class StableLanesTests
{
    private static readonly double[] Numbers =
    [
        .. Enumerable.Range(-9_000, 18_001).Select(i => i / 100.0 * (1 + (i % 7 * 1e-9))),
        0, -0.0, 1e-300, -1e-300, 1e-17, -1e-17, 36.7, -36.7, 699.9, -699.9, 700, 701, -701, 745.2, -745.2, 1e9, -1e9, double.NaN,
        double.PositiveInfinity, double.NegativeInfinity, 0.3, -0.3, 0.88, -0.88, 0.8813735870195429, -0.8813735870195431,
    ];

    [Fact]
    public void The_sigmoid_has_the_bits_of_one_number_at_a_time()
    {
        Assert.All(new Sum[] { StableLanes.Sigmoid<Lanes1>, StableLanes.Sigmoid<Lanes4>, StableLanes.Sigmoid<Lanes8> }, of => Same(of, StableMath.Sigmoid));
        Same(All(StableLanes.Sigmoid), StableMath.Sigmoid);
    }

    [Fact]
    public void The_softplus_has_the_bits_of_one_number_at_a_time()
    {
        Assert.All(new Sum[] { StableLanes.Softplus<Lanes1>, StableLanes.Softplus<Lanes4>, StableLanes.Softplus<Lanes8> }, of => Same(of, StableMath.Softplus));
        Same(All(StableLanes.Softplus), StableMath.Softplus);
    }

    private delegate int Sum(ReadOnlySpan<double> x, Span<double> y);

    private delegate void Whole(ReadOnlySpan<double> x, Span<double> y);

    private static Sum All(Whole of) => (x, y) =>
    {
        of(x, y);
        return x.Length;
    };

    private static void Same(Sum lanes, Func<double, double> one)
    {
        // From several starts, so that what is special stands in every lane.
        for (var start = 0; start < 8; start++)
        {
            var y = new double[Numbers.Length - start];
            var done = lanes(Numbers.AsSpan(start), y);
            Assert.InRange(done, y.Length - 7, y.Length);
            for (var i = 0; i < done; i++) Assert.Equal(BitConverter.DoubleToInt64Bits(one(Numbers[start + i])), BitConverter.DoubleToInt64Bits(y[i]));
        }
    }
}
