using Predictor.Care.Episodes;
using Predictor.Care.Timelines;
using Predictor.Risk.Reasons;
using Predictor.Risk.Scoring;
using Predictor.Risk.Tests.Features;
using Predictor.Risk.Tests.Training;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Reasons;

public sealed class ReasonFinderTests
{
    private static readonly ReasonFinder Finder = new(FeatureRows.All);

    [Fact]
    public void Features_of_one_theme_make_one_reason_told_by_the_one_that_adds_most()
    {
        var reason = Assert.Single(Found(("attendance.misses-28d", 0.3), ("attendance.misses-in-a-row", 0.5), ("attendance.miss-rate", -0.1))).Reason;

        Assert.Equal("attendance.misses-in-a-row", reason.Code);
        Assert.Equal("attendance", reason.Family);
        Assert.Equal(ReasonEffect.Raises, reason.Effect);
        Assert.Equal(0.7, reason.LogOdds, 1e-12);
        Assert.Equal(["attendance.misses-in-a-row", "attendance.misses-28d", "attendance.miss-rate"], reason.Features);
        Assert.Equal(2, reason.Values["attendance.misses-in-a-row"].Number);
        Assert.Equal("Missed the last 2 booked sessions, the latest on 23 February 2026", reason.Text);
    }

    [Fact]
    public void The_feature_told_is_the_one_that_adds_most_in_the_reasons_own_direction()
    {
        var reason = Assert.Single(Found(("attendance.misses-28d", 0.4), ("attendance.misses-in-a-row", -0.3), ("attendance.miss-rate", -0.3))).Reason;

        Assert.Equal(ReasonEffect.Lowers, reason.Effect);
        Assert.Equal("attendance.misses-in-a-row", reason.Code);
    }

    [Fact]
    public void The_change_in_probability_is_that_without_the_reason()
    {
        var reason = Assert.Single(Found(("person.age", 0.61))).Reason;

        // By hand: logit .4 = -0.405465; sigmoid(-0.405465 - 0.61) = 0.265919...
        Assert.Equal(0.4 - (1 / (1 + Math.Exp(-(Math.Log(0.4 / 0.6) - 0.61)))), reason.ProbabilityChange, 1e-12);
        Assert.Equal(0.134, reason.ProbabilityChange, 0.001);
    }

    [Fact]
    public void What_is_missing_together_is_told_once_and_apart_from_what_is_known()
    {
        var found = Found(("alliance.therapist-level", 0.2), ("alliance.rater-discrepancy", 0.2), ("alliance.level", 0.1), ("outcome.off-track", 0.3));

        Assert.Equal(["outcome.off-track", "alliance.therapist-level", "alliance.rater-discrepancy", "alliance.level"], found.Select(f => f.Reason.Code));
        Assert.Equal([true, true, true, false], found.Select(f => f.IsMissing));
        Assert.Empty(found[0].Reason.Values);
    }

    [Fact]
    public void That_nothing_is_booked_is_known_and_told_with_what_else_is_known_of_bookings()
    {
        var found = Assert.Single(Found(("scheduling.days-to-next", 0.4), ("scheduling.days-without-booking", 0.3)));

        Assert.False(found.IsMissing);
        Assert.Equal("No next appointment is booked", found.Reason.Text);
        Assert.Equal(["scheduling.days-to-next", "scheduling.days-without-booking"], found.Reason.Features);
        Assert.Equal(["scheduling.days-without-booking"], found.Reason.Values.Keys);
    }

    [Fact]
    public void What_says_the_same_is_one_reason_whatever_family_it_comes_from()
    {
        // Nobody has come yet: four families say so in their own way.
        var found = Assert.Single(Found(
            ReasonEpisodes.Empty, ("attendance.days-since-attended", 0.2), ("scheduling.gap-mean", 0.2), ("scheduling.delivery-last", 0.1), ("course.weeks-in-treatment", 0.1), ("course.session-number", 0.1)));

        Assert.Equal("No session attended yet", found.Reason.Text);
        Assert.Equal(0.7, found.Reason.LogOdds, 1e-12);
        Assert.Equal("attendance", found.Reason.Family);
    }

    [Fact]
    public void A_client_without_any_score_has_one_reason_for_it()
    {
        var found = Found(ReasonEpisodes.Empty, ("alliance.level", 0.2), ("alliance.mean", 0.1), ("alliance.days-since", 0.1), ("alliance.minimum", -0.05));

        var reason = Assert.Single(found).Reason;
        Assert.Equal("No alliance score yet", reason.Text);
        Assert.Equal(0.35, reason.LogOdds, 1e-12);
    }

    [Fact]
    public void The_strongest_come_first_and_small_ones_are_left_out()
    {
        var found = Found(("person.age", 0.06), ("person.distance", -0.4), ("payment.balance", 0.049), ("course.format", 0.2));

        Assert.Equal(["person.distance", "course.format", "person.age"], found.Select(f => f.Reason.Code));
    }

    [Fact]
    public void At_most_five_raise_and_three_lower()
    {
        string[] codes = ["person.age", "person.distance", "payment.balance", "course.format", "alliance.level", "outcome.severity", "scheduling.gap-last", "attendance.misses-28d"];

        Assert.Equal(ReasonFinder.MostRaising, Found([.. codes.Select((c, i) => (c, 0.1 + (i * 0.1)))]).Count);
        Assert.Equal(ReasonFinder.MostLowering, Found([.. codes.Select((c, i) => (c, -0.1 - (i * 0.1)))]).Count);
    }

    [Fact]
    public void A_category_that_training_never_saw_is_not_called_unrecorded()
    {
        var found = Found(ReasonEpisodes.Rich with { Treatment = "something else" }, ("course.treatment", 0.2));

        Assert.Equal("Treatment: not among those that the model has seen", Assert.Single(found).Reason.Text);
    }

    [Fact]
    public void Of_a_trained_model_a_reason_is_the_sum_of_its_features_contributions_and_no_feature_is_in_two()
    {
        var scorer = new RiskScorer(TrainedClinic.Package);
        var reasons = 0;
        foreach (var episode in SmallClinic.Create().Take(60))
        {
            var at = episode.Appointments[Math.Min(2, episode.Appointments.Count - 1)].StartsAt.Ticks + TimeSpan.TicksPerDay;
            var score = scorer.Score(episode, at, TrainedClinic.Package.Heads[0], Explanation.Full);
            if (score.Status != ScoreStatus.Scored) continue;
            Assert.All(score.Reasons!, r => Assert.Equal(r.Features.Sum(f => score.Contributions![f]), r.LogOdds, 1e-12));
            Assert.Equal(score.Reasons!.Sum(r => r.Features.Count), score.Reasons!.SelectMany(r => r.Features).Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(score.Reasons!.Count, score.Reasons!.Select(r => r.Text).Distinct(StringComparer.Ordinal).Count());
            Assert.All(score.SuggestedActions!, a => Assert.NotEmpty(a.Because));
            var without = scorer.Score(episode, at, TrainedClinic.Package.Heads[0], Explanation.None);
            Assert.Null(without.Reasons);
            Assert.Null(without.SuggestedActions);
            Assert.Equal(without.Probability, score.Probability);
            reasons += score.Reasons!.Count;
        }

        Assert.True(reasons > 60, "Too few reasons to show anything.");
    }

    private static IReadOnlyList<FoundReason> Found(params (string Code, double Share)[] shares) => Found(ReasonEpisodes.Rich, shares);

    private static IReadOnlyList<FoundReason> Found(Episode episode, params (string Code, double Share)[] shares)
    {
        var fold = new Predictor.Risk.Features.FeatureFold(Timeline.Of(AsOf.Known(episode, ReasonEpisodes.At)), FeatureRows.All, FeatureRows.Options);
        var row = new double[FeatureRows.All.Count];
        fold.RowAt(ReasonEpisodes.At, row);
        var contributions = new double[row.Length];
        foreach (var (code, share) in shares) contributions[FeatureRows.All.IndexOf(code)] = share;
        return Finder.Find(contributions, row, fold.State, Math.Log(0.4 / 0.6));
    }
}
