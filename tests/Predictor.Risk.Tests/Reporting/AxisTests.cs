using FsCheck;
using FsCheck.Fluent;
using Predictor.Risk.Reporting.Plots;
using Xunit;

namespace Predictor.Risk.Tests.Reporting;

public sealed class AxisTests
{
    [Theory]
    [InlineData(0.0, 1.0, new[] { 0, .2, .4, .6, .8, 1 })]
    [InlineData(0.0, .5, new[] { 0, .1, .2, .3, .4, .5 })]
    [InlineData(-.1, .4, new[] { -.1, 0, .1, .2, .3, .4 })]
    [InlineData(0.0, 30.0, new double[] { 0, 10, 20, 30 })]
    public void Ticks_are_round_and_reach_both_ends(double from, double to, double[] ticks)
    {
        var axis = new Axis(from, to, "", v => $"{v}");

        Assert.Equal(ticks, axis.Ticks);
        // Minus zero would be shown with its sign.
        Assert.DoesNotContain(axis.Ticks, tick => tick == 0 && double.IsNegative(tick));
    }

    [Fact]
    public void An_axis_holds_all_its_values_and_has_two_to_twelve_ticks() => Prop.ForAll(
        Gen.Choose(-1_000_000, 1_000_000).Select(v => v / 1000.0).NonEmptyListOf().ToArbitrary(),
        values =>
        {
            var axis = Axis.Over(values, "", v => $"{v}");
            Assert.All(values, v => Assert.InRange(v, axis.From - 1e-9, axis.To + 1e-9));
            Assert.InRange(axis.Ticks.Count, 2, 12);
            Assert.InRange(axis.Place(values[0], 10, 90), 10, 90);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { .3 })]
    public void Of_nothing_or_one_number_there_is_still_an_axis(double[] values) => Assert.True(Axis.Over(values, "", v => $"{v}").Ticks.Count >= 2);
}
