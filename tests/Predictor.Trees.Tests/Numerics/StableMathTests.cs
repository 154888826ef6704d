using Predictor.Trees.Numerics;
using Xunit;

namespace Predictor.Trees.Tests.Numerics;

public class StableMathTests
{
    private static readonly double[] Edges =
    [
        0, -0.0, double.Epsilon, -double.Epsilon, 2.2250738585072014e-308, 1e-310, 1e-20, -1e-20, 0.5, -0.5, 1, -1, 0.7071067811865476,
        1.4142135623730951, 1.4142135623730954, 0.34657359027997264, -0.34657359027997264, 36, -37, 700, -700, 709.78, 709.782712893384,
        709.7827128933841, -708.4, -740, -744.4, -745.1332191019411, -745.1332191019412, -746, 1e300, -1e300, double.MaxValue,
        double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    [Fact]
    public void Exp_is_within_two_units_in_the_last_place_of_the_platform()
    {
        AssertClose(Math.Exp, StableMath.Exp, Edges);
        AssertClose(Math.Exp, StableMath.Exp, Random(-745, 709));
        AssertClose(Math.Exp, StableMath.Exp, Random(-2, 2));
    }

    [Fact]
    public void Log_is_within_two_units_in_the_last_place_of_the_platform()
    {
        AssertClose(Math.Log, StableMath.Log, Edges);
        AssertClose(Math.Log, StableMath.Log, Random(-744, 709).Select(Math.Exp));
        AssertClose(Math.Log, StableMath.Log, Random(0.4, 2.5));
    }

    // numpy: [repr(np.log1p(x)) for x in (...)], [repr(scipy.special.logit(p)) for p in (...)]
    [Theory]
    [InlineData(1e-300, 1e-300)]
    [InlineData(1e-17, 1e-17)]
    [InlineData(1e-10, 9.999999999500001e-11)]
    [InlineData(-1e-10, -1.00000000005e-10)]
    [InlineData(0.1, 0.09531017980432487)]
    [InlineData(-0.9, -2.302585092994046)]
    [InlineData(1e20, 46.051701859880914)]
    [InlineData(-1, double.NegativeInfinity)]
    [InlineData(-1.5, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Log1P_keeps_small_arguments(double x, double expected) => AssertWithin(expected, StableMath.Log1P(x), x);

    [Theory]
    [InlineData(0, 0.6931471805599453)]
    [InlineData(-800, 0)]
    [InlineData(800, 800)]
    [InlineData(-40, 4.248354255291589e-18)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Softplus_neither_overflows_nor_vanishes(double x, double expected)
    {
        AssertWithin(expected, StableMath.Softplus(x), x);
        AssertWithin(expected, StableMath.SigmoidAndSoftplus(x).Softplus, x);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(-800, 0)]
    [InlineData(800, 1)]
    [InlineData(-40, 4.248354255291589e-18)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.NaN, double.NaN)]
    public void Sigmoid_stays_between_zero_and_one(double x, double expected)
    {
        AssertWithin(expected, StableMath.Sigmoid(x), x);
        AssertWithin(expected, StableMath.SigmoidAndSoftplus(x).Sigmoid, x);
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.5000000001, 4.000000330961484e-10)]
    [InlineData(0.25, -1.0986122886681098)]
    [InlineData(1e-300, -690.7755278982137)]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(1, double.PositiveInfinity)]
    [InlineData(1.5, double.NaN)]
    public void Logit_is_exact_near_one_half_and_at_the_ends(double p, double expected) => AssertWithin(expected, StableMath.Logit(p), p);

    [Fact]
    public void Logit_undoes_sigmoid()
    {
        foreach (var x in Random(-30, 5))
            Assert.Equal(x, StableMath.Logit(StableMath.Sigmoid(x)), 1e-12 * (1 + Math.Abs(x)) + (x > 0 ? 1e-13 : 0));
    }

    /// <summary>Only IEEE operations are used: these bits are the same on every machine.</summary>
    [Fact]
    public void Bits_are_those_of_the_first_run()
    {
        var hash = 17UL;
        foreach (var x in Random(-40, 40))
        {
            hash = hash * 31 + BitConverter.DoubleToUInt64Bits(StableMath.Sigmoid(x));
            hash = hash * 31 + BitConverter.DoubleToUInt64Bits(StableMath.Softplus(x));
        }

        Assert.Equal("2F03FA28269515C7", $"{hash:X16}");
    }

    private static IEnumerable<double> Random(double from, double to)
    {
        var random = new Random(7);
        return Enumerable.Range(0, 20_000).Select(_ => from + (to - from) * random.NextDouble());
    }

    private static void AssertClose(Func<double, double> expected, Func<double, double> actual, IEnumerable<double> arguments)
    {
        foreach (var x in arguments)
            AssertWithin(expected(x), actual(x), x);
    }

    private static void AssertWithin(double expected, double actual, double argument)
    {
        if (expected.Equals(actual)) return;

        var distance = Math.Abs(BitConverter.DoubleToInt64Bits(expected) - BitConverter.DoubleToInt64Bits(actual));
        Assert.True(distance <= 2, $"At {argument:R}: {actual:R}, expected {expected:R}.");
    }
}
