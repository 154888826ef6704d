using System.Text;
using System.Text.Json;
using Predictor.Care.Episodes;
using Predictor.Care.Timelines;
using Predictor.Risk.Scoring;
using Predictor.Risk.Tests.Training;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Scoring;

public sealed class RiskScorerTests
{
    private static readonly RiskScorer Scorer = new(TrainedClinic.Package);
    private static readonly IReadOnlyList<Episode> Clinic = SmallClinic.Create();

    [Fact]
    public void Contributions_and_baseline_add_up_to_the_probability()
    {
        foreach (var head in TrainedClinic.Package.Heads)
        {
            foreach (var episode in Clinic.Take(100))
            {
                var score = Scorer.Score(episode, SecondSession(episode), head, Explanation.Full);
                if (score.Status != ScoreStatus.Scored) continue;

                Assert.Equal(Logit(score.Probability!.Value), Logit(score.Baseline!.Value) + score.Contributions!.Values.Sum(), 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(Explanation.None)]
    [InlineData(Explanation.Reasons)]
    [InlineData(Explanation.Full)]
    public void A_score_is_written_as_the_serializer_would(Explanation explanation)
    {
        var head = TrainedClinic.Package.Heads[0];
        // From before the start on, so that some are withheld and some are over; with a name that has to be escaped, and a part of a second.
        foreach (var (i, episode) in Clinic.Take(100).Index())
        {
            var at = episode.StartedOn.Ticks + ((((i % 10) - 1) * 21L) * TimeSpan.TicksPerDay) + (i % 3);
            var score = Scorer.Score(episode with { EpisodeId = "é\"<\u0001" + i }, at, head, explanation);
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream)) ScoreJson.Write(json, score);

            Assert.Equal(JsonSerializer.Serialize(score, ScoreJson.Options), Encoding.UTF8.GetString(stream.ToArray()));
        }
    }

    [Fact]
    public void What_comes_later_changes_nothing_but_a_note()
    {
        var head = TrainedClinic.Package.Heads[0];
        foreach (var episode in Clinic.Take(50))
        {
            var at = SecondSession(episode);

            var full = Scorer.Score(episode, at, head, Explanation.Full);
            var cut = Scorer.Score(AsOf.Known(episode, at), at, head, Explanation.Full);

            Assert.Equal((cut.Probability, cut.Status), (full.Probability, full.Status));
            Assert.Equal(cut.Contributions, full.Contributions);
            Assert.DoesNotContain(cut.Notes, n => n.Contains("later than", StringComparison.Ordinal));
        }

        var longest = Clinic.MaxBy(e => e.Appointments.Count)!;
        Assert.Contains(Scorer.Score(longest, SecondSession(longest), head, Explanation.None).Notes, n => n.Contains("later than", StringComparison.Ordinal));
    }

    [Fact]
    public void Attributes_for_the_fairness_audit_change_nothing()
    {
        var head = TrainedClinic.Package.Heads[0];
        var episode = Clinic[0];
        var other = episode with { AuditAttributes = new Dictionary<string, string> { ["s_group"] = "another" } };

        Assert.Equal(Scorer.Score(episode, SecondSession(episode), head, Explanation.Full).Probability, Scorer.Score(other, SecondSession(episode), head, Explanation.Full).Probability);
    }

    [Fact]
    public void An_ended_episode_is_over()
    {
        var ended = Clinic.First(e => e.End is not null);

        Assert.Equal(ScoreStatus.Over, Scorer.Score(ended, ended.End!.KnownTicks, TrainedClinic.Package.Heads[0], Explanation.Full).Status);
    }

    [Fact]
    public void A_client_known_to_be_gone_is_over_without_a_probability()
    {
        var gone = Clinic.First(e => e.End is null);

        var score = Scorer.Score(gone, SmallClinic.CutTicks, TrainedClinic.Package.Heads[0], Explanation.Full);

        Assert.Equal(ScoreStatus.Over, score.Status);
        Assert.Null(score.Probability);
        Assert.Null(score.Contributions);
        Assert.Contains(score.Notes, n => n.Contains("42 days", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_any_appointment_the_score_is_withheld()
    {
        var empty = Clinic[0] with { Appointments = [], Measures = [] };

        Assert.Equal(ScoreStatus.Withheld, Scorer.Score(empty, SecondSession(Clinic[0]), TrainedClinic.Package.Heads[0], Explanation.Full).Status);
    }

    [Fact]
    public void Before_the_start_the_score_is_withheld()
    {
        var episode = Clinic[0];

        Assert.Equal(ScoreStatus.Withheld, Scorer.Score(episode, episode.StartedOn.EarliestTicks - 1, TrainedClinic.Package.Heads[0], Explanation.Full).Status);
    }

    [Fact]
    public void A_category_never_seen_in_training_counts_as_unknown_and_is_said_without_its_value()
    {
        var episode = Clinic[0] with { Treatment = "secret-name" };

        var score = Scorer.Score(episode, SecondSession(episode), TrainedClinic.Package.Heads[0], Explanation.Full);

        Assert.Contains("The value of course.treatment did not occur in training and counts as unknown.", score.Notes);
        Assert.DoesNotContain(score.Notes, n => n.Contains("secret-name", StringComparison.Ordinal));
    }

    [Fact]
    public void Covariates_that_are_not_given_or_not_read_are_said()
    {
        var episode = Clinic[0] with { Covariates = new Dictionary<string, string> { ["x_unknown"] = "secret-value" } };

        var notes = Scorer.Score(episode, SecondSession(episode), TrainedClinic.Package.Heads[0], Explanation.None).Notes;

        Assert.Contains("Not given: x_shift.", notes);
        Assert.Contains("The model does not read x_unknown.", notes);
        Assert.DoesNotContain(notes, n => n.Contains("secret-value", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_alliance_score_is_said()
    {
        var episode = Clinic[0] with { Measures = null };

        Assert.Contains("No alliance score yet.", Scorer.Score(episode, SecondSession(episode), TrainedClinic.Package.Heads[0], Explanation.None).Notes);
    }

    [Fact]
    public void The_bands_part_the_weeks_as_they_say()
    {
        var head = TrainedClinic.Package.Heads[0];

        Assert.Equal((head.Percentiles.Quantile(50), head.Percentiles.Quantile(80), head.Percentiles.Quantile(95)), (head.Bands.Moderate, head.Bands.High, head.Bands.VeryHigh));
        Assert.Equal(["low", "moderate", "high", "very-high"], new[] { head.Bands.Moderate - 1e-9, head.Bands.Moderate, head.Bands.High, head.Bands.VeryHigh }.Select(head.Bands.Of));
    }

    private static long SecondSession(Episode episode) => episode.Appointments[1].StartsAt.Ticks;

    private static double Logit(double p) => Math.Log(p / (1 - p));
}
