using Predictor.Trees.Explaining;
using Xunit;

namespace Predictor.Trees.Tests.Explaining;

public class GaussLegendreTests
{
    [Fact]
    public void Powers_up_to_twice_the_points_are_integrated_exactly_and_no_more()
    {
        foreach (var points in Enumerable.Range(1, 100))
        {
            var rule = new GaussLegendre(points);
            for (var power = 0; power < 2 * points; power++) Assert.Equal(1.0 / (power + 1), Integral(rule, power), 1e-14);
            if (points < 10) Assert.NotEqual(1.0 / (2 * points + 1), Integral(rule, 2 * points), 1e-13);
        }
    }

    [Fact]
    public void Three_points_are_those_of_the_textbook()
    {
        var rule = new GaussLegendre(3);
        double[] at = [0.5 - Math.Sqrt(0.15), 0.5, 0.5 + Math.Sqrt(0.15)];
        Assert.All(at.Zip(rule.At), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
        Assert.All(at.Reverse().Zip(rule.Rest), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
        Assert.All(new[] { 5 / 18.0, 8 / 18.0, 5 / 18.0 }.Zip(rule.Weight), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
    }

    [Fact]
    public void Past_the_last_point_stand_zeros_up_to_whole_vectors()
    {
        foreach (var points in Enumerable.Range(1, 20))
        {
            var rule = new GaussLegendre(points);
            Assert.All(new[] { rule.At, rule.Rest, rule.Weight }, own =>
            {
                Assert.Equal(0, own.Length % GaussLegendre.Multiple);
                Assert.InRange(own.Length, points, points + GaussLegendre.Multiple - 1);
                Assert.All(own[points..], entry => Assert.Equal(0, entry));
                Assert.All(own[..points], entry => Assert.NotEqual(0, entry));
            });
        }
    }

    private static double Integral(GaussLegendre rule, int power) => rule.At.Zip(rule.Weight).Sum(p => p.Second * Math.Pow(p.First, power));
}
