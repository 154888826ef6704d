using Predictor.Risk.Engines;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;
using Predictor.Risk.Tests.Training;
using Predictor.Risk.Uncertainty;
using Predictor.Testing;
using Predictor.Trees;
using Xunit;

namespace Predictor.Risk.Tests.Uncertainty;

public sealed class RiskIntervalTests
{
    private static readonly FeatureColumn[] Columns = [new("misses", null, 1)];

    /// <summary>scipy.special.expit([0.4 - 1.5 * np.exp(-0.7), 0.4 + 1.5 * np.exp(-0.7)]).</summary>
    [Fact]
    public void Half_of_it_is_so_many_spreads_in_log_odds()
    {
        var interval = new RiskInterval(new IntervalData(0.9, 1.5, new TreeEnsembleData(-1.4, [])), Columns);

        var (lower, upper) = interval.Of([2], 0.4);

        Assert.Equal(0.41462505, lower, 1e-7);
        Assert.Equal(0.75857411, upper, 1e-7);
    }

    [Fact]
    public void A_slope_widens_it_as_it_widens_the_log_odds()
    {
        var interval = new RiskInterval(new IntervalData(0.9, 1.5, new TreeEnsembleData(-1.4, [])), Columns);

        Assert.Equal(3, interval.Rescaled(2, Columns).Data.HalfWidths);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0.9, 0)]
    [InlineData(0.9, double.PositiveInfinity)]
    public void What_is_no_interval_is_refused(double level, double halfWidths) =>
        Assert.Throws<ArgumentException>(() => new RiskInterval(new IntervalData(level, halfWidths, new TreeEnsembleData(0, [])), Columns));

    [Fact]
    public void Every_score_lies_within_its_interval_and_some_are_surer_than_others()
    {
        var scorer = new RiskScorer(TrainedClinic.Package);
        var widths = new List<double>();
        foreach (var episode in SmallClinic.Create().Take(100))
        {
            var score = scorer.Score(episode, episode.StartedOn.Ticks + (28 * TimeSpan.TicksPerDay), TrainedClinic.Package.Heads[0], Explanation.None);
            if (score.Status != ScoreStatus.Scored)
            {
                Assert.Null(score.Interval);
                continue;
            }

            Assert.InRange(score.Probability!.Value, score.Interval![0], score.Interval[1]);
            widths.Add(Predictor.Trees.Numerics.StableMath.Logit(score.Interval[1]) - Predictor.Trees.Numerics.StableMath.Logit(score.Interval[0]));
        }

        Assert.True(widths.Max() > 1.2 * widths.Min(), $"From {widths.Min()} to {widths.Max()} in log-odds.");
    }

    [Fact]
    public void A_package_from_before_intervals_scores_without_one()
    {
        var head = TrainedClinic.Package.Heads[0];
        var old = new ModelHead { HorizonDays = head.HorizonDays, Model = head.Model, Calibration = head.Calibration, BaseRate = head.BaseRate, Bands = head.Bands, Percentiles = head.Percentiles, Rules = head.Rules };
        var episode = SmallClinic.Create()[0];
        var scorer = new RiskScorer(TrainedClinic.Package);

        var score = scorer.Score(episode, episode.StartedOn.Ticks + (14 * TimeSpan.TicksPerDay), old, Explanation.None);

        Assert.Equal(ScoreStatus.Scored, score.Status);
        Assert.Null(score.Interval);
    }
}
