using FsCheck;
using FsCheck.Fluent;
using Predictor.Risk.Horizons;
using Predictor.Trees.Numerics;
using Xunit;

namespace Predictor.Risk.Tests.Horizons;

public sealed class HazardsTests
{
    private static readonly Arbitrary<double[]> LogOdds = Gen.Choose(-3000, 3000).Select(x => x / 100.0).NonEmptyListOf().Where(l => l.Count <= 6).Select(l => l.ToArray()).ToArbitrary();

    [Fact]
    public void Leaving_in_any_interval_is_what_the_product_formula_says()
    {
        // 1 - .8 * .5 * .9 = .64, and backwards .2 * .5 * .1 = .01.
        double[] logOdds = [StableMath.Logit(0.2), StableMath.Logit(0.5), StableMath.Logit(0.1)];

        Assert.Equal(0.64, StableMath.Sigmoid(Hazards.Any(logOdds)), 1e-14);
        Assert.Equal(0.01, StableMath.Sigmoid(Hazards.All(logOdds)), 1e-14);
    }

    [Fact]
    public void One_interval_alone_is_itself_to_the_last_bit() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(Gen.Choose(-100000, 100000).Select(x => x / 1000.0).ToArbitrary(), x => Hazards.Any([x]) == x && Hazards.All([x]) == x));

    [Fact]
    public void A_further_interval_never_lowers_the_chance_of_any_nor_raises_that_of_all() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(LogOdds, x => Enumerable.Range(1, x.Length - 1).All(n => Hazards.Any(x.AsSpan(0, n + 1)) >= Hazards.Any(x.AsSpan(0, n)) - 1e-12 && Hazards.All(x.AsSpan(0, n + 1)) <= Hazards.All(x.AsSpan(0, n)) + 1e-12)));

    [Fact]
    public void Odds_far_from_even_stay_numbers()
    {
        Assert.Equal(-600 + Math.Log(3), Hazards.Any([-600, -600, -600]), 1e-9);
        Assert.Equal(600 - Math.Log(3), Hazards.All([600, 600, 600]), 1e-9);
        Assert.Equal(1200, Hazards.Any([600, 600]), 1e-9);
        Assert.True(double.IsFinite(Hazards.Any([-5000, -5000])));
    }

    [Fact]
    public void Slopes_are_those_of_small_differences() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(LogOdds, x =>
        {
            const double Step = 1e-5;
            var (any, all) = (new double[x.Length], new double[x.Length]);
            Hazards.SlopesOfAny(x, any);
            Hazards.SlopesOfAll(x, all);
            return Enumerable.Range(0, x.Length).All(i => Math.Abs(any[i] - Slope(Hazards.Any, i)) < 1e-6 && Math.Abs(all[i] - Slope(Hazards.All, i)) < 1e-6);

            double Slope(Function function, int i)
            {
                double[] up = [.. x], down = [.. x];
                (up[i], down[i]) = (x[i] + Step, x[i] - Step);
                return (function(up) - function(down)) / (2 * Step);
            }
        }));

    [Fact]
    public void Mean_slopes_times_the_way_are_the_whole_difference() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(LogOdds, LogOdds, (a, b) =>
        {
            var n = Math.Min(a.Length, b.Length);
            var (from, to, means) = (a[..n], b[..n], new double[n]);
            return new[] { true, false }.All(isAny =>
            {
                MeanSlopes.Along(from, to, isAny, means);
                var told = Enumerable.Range(0, n).Sum(i => means[i] * (to[i] - from[i]));
                return Math.Abs(told - (isAny ? Hazards.Any(to) - Hazards.Any(from) : Hazards.All(to) - Hazards.All(from))) < 1e-9;
            });
        }));

    private delegate double Function(ReadOnlySpan<double> logOdds);
}
