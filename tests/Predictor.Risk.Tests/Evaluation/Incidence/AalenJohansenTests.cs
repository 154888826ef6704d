using FsCheck;
using FsCheck.Fluent;
using Predictor.Risk.Evaluation.Incidence;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation.Incidence;

public sealed class AalenJohansenTests
{
    private static readonly int[] Day =
    [
        73, 32, 37, 1, 52, 21, 14, 0, 28, 48, 24, 20, 7, 93, 6, 66, 9, 24, 1, 33, 55, 43, 0, 4, 16, 35, 0, 80, 38, 9, 41, 14, 66, 24, 63, 3, 76, 25, 2, 5,
        54, 8, 35, 27, 0, 28, 18, 4, 6, 43, 21, 78, 24, 16, 53, 10, 0, 5, 97, 0,
    ];

    private static readonly int[] Event =
    [
        0, 0, 0, 2, 1, 1, 1, 1, 2, 0, 1, 0, 1, 0, 1, 2, 2, 1, 1, 2, 0, 1, 1, 1, 2, 1, 1, 1, 0, 2, 2, 2, 1, 1, 0, 1, 0, 1, 1, 2,
        1, 1, 2, 2, 1, 1, 1, 2, 1, 1, 2, 2, 2, 2, 0, 2, 1, 1, 0, 1,
    ];

    /// <summary>R 4.2.2, survival 3.5-3, <c>survfit</c> with <c>conf.type = "log-log"</c>: <c>Rscript tests/compare/incidence.R</c>.</summary>
    [Theory]
    [InlineData(0, 60, 0.1, 0, 0.0387298334620742, 0, 0.0406904309129147, 0.190914194895980)]
    [InlineData(7, 44, 0.233333333333333, 0.05, 0.0546029438902472, 0.0281365716935569, 0.1360883601882401, 0.345806227717166)]
    [InlineData(28, 25, 0.386363636363636, 0.218686868686869, 0.0631982656912052, 0.0536488659477530, 0.2638875032747839, 0.507211379338095)]
    [InlineData(56, 9, 0.489624149954728, 0.274655647382920, 0.0672783578946985, 0.0587096107767920, 0.3530131466681878, 0.612772960706072)]
    [InlineData(84, 2, 0.563286713286713, 0.348318210714905, 0.0737492094475301, 0.0709514711112031, 0.4075719109797633, 0.692777874358570)]
    public void Agrees_with_survival_of_R(int day, int atRisk, double dropout, double closing, double dropoutError, double closingError, double lower, double upper)
    {
        var estimate = AalenJohansen.Of([.. Day.Zip(Event, (d, e) => new EventTime(d, (EventKind)e))], 84)[day];

        Assert.Equal(day, estimate.Day);
        Assert.Equal(atRisk, estimate.AtRisk);
        Assert.Equal(dropout, estimate.Dropout, 1e-12);
        Assert.Equal(closing, estimate.Closing, 1e-12);
        Assert.Equal(dropoutError, estimate.DropoutError, 1e-12);
        Assert.Equal(closingError, estimate.ClosingError, 1e-12);
        var interval = IncidenceCurves.Interval(estimate.Dropout, estimate.DropoutError)!.Value;
        Assert.Equal(lower, interval.Lower, 1e-12);
        Assert.Equal(upper, interval.Upper, 1e-12);
    }

    [Fact]
    public void Without_censoring_it_is_the_plain_share() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(
            Gen.Zip(Gen.Choose(0, 40), Gen.Choose(1, 2)).NonEmptyListOf().ToArbitrary(),
            times =>
            {
                var days = AalenJohansen.Of([.. times.Select(t => new EventTime(t.Item1, (EventKind)t.Item2))], 40);
                return days.All(d => Near(d.Dropout, EventKind.Dropout, d.Day) && Near(d.Closing, EventKind.Closing, d.Day) && Error(d.Dropout, d.DropoutError));

                bool Near(double told, EventKind kind, int day) => Math.Abs(told - (times.Count(t => t.Item1 <= day && t.Item2 == (int)kind) / (double)times.Count)) < 1e-12;

                bool Error(double share, double told) => Math.Abs(told - Math.Sqrt(share * (1 - share) / times.Count)) < 1e-12;
            }));

    [Fact]
    public void Days_on_which_nobody_is_followed_are_left_out()
    {
        var days = AalenJohansen.Of([new EventTime(3, EventKind.Censored), new EventTime(1, EventKind.Dropout)], 84);

        Assert.Equal(4, days.Count);
        Assert.Equal(0.5, days[^1].Dropout);
    }
}
