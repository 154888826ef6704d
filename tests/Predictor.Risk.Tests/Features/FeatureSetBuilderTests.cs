using Predictor.Care.Episodes;
using Predictor.Care.Timelines;
using Predictor.Risk.Features;
using Predictor.Testing;
using Xunit;
using static Predictor.Testing.Given;

namespace Predictor.Risk.Tests.Features;

public sealed class FeatureSetBuilderTests
{
    [Fact]
    public void A_covariate_is_numeric_where_all_its_values_are_numbers()
    {
        var features = Build([With(("x_score", "1.5"), ("x_mixed", "2")), With(("x_score", "-3e2"), ("x_mixed", "two"))]);

        Assert.Equal(1.5, FeatureRows.Value(With(("x_score", "1.5")), features, "x_score", 0));
        Assert.Equal("two", FeatureRows.Value(With(("x_mixed", "two")), features, "x_mixed", 0));
        Assert.Null(FeatureRows.Value(With(), features, "x_score", 0));
        Assert.Null(FeatureRows.Value(With(), features, "x_mixed", 0));
        Assert.Null(FeatureRows.Value(With(("x_score", "n/a")), features, "x_score", 0));
    }

    [Fact]
    public void Infinity_and_not_a_number_are_names_not_numbers() =>
        Assert.True(Slot(Build([With(("x_odd", "NaN"))]), "x_odd").Feature.IsCategorical);

    [Fact]
    public void Attributes_for_the_audit_are_never_features()
    {
        var episode = With(("x_kept", "1")) with { AuditAttributes = new Dictionary<string, string> { ["s_gender"] = "f" } };

        var codes = FeatureSetBuilder.Build([episode], FeatureRows.Options, keepEmpty: true).Columns.Select(c => c.Code).ToArray();

        Assert.Contains("x_kept", codes);
        Assert.DoesNotContain(codes, c => c.Contains("s_gender", StringComparison.Ordinal));
    }

    [Fact]
    public void Categories_are_those_of_training_in_ordinal_order_and_a_new_one_is_missing_and_told()
    {
        var features = Build([Episode("2026-01-05") with { Treatment = "IPT" }, Episode("2026-01-05") with { Treatment = "CBT" }]);
        var unseen = Episode("2026-01-05") with { Treatment = "EMDR" };

        Assert.Equal(["CBT", "IPT"], Slot(features, "course.treatment").Categories!);
        Assert.Null(FeatureRows.Value(unseen, features, "course.treatment", 0));
        Assert.Equal([("course.treatment", "EMDR")], new FeatureFold(Timeline.Of(unseen), features, FeatureRows.Options).UnseenAt(0));
        Assert.Empty(new FeatureFold(Timeline.Of(Episode("2026-01-05") with { Treatment = "CBT" }), features, FeatureRows.Options).UnseenAt(0));
    }

    [Fact]
    public void Of_too_many_categories_the_most_frequent_are_kept()
    {
        var episodes = Enumerable.Range(0, FeatureSetBuilder.MostCategories + 10).Select(i => With(("x_city", $"c{i:00}"))).Append(With(("x_city", "c59"))).ToArray();

        var categories = Slot(Build(episodes), "x_city").Categories!;

        Assert.Equal(FeatureSetBuilder.MostCategories, categories.Count);
        Assert.Contains("c59", categories);
        Assert.DoesNotContain("c58", categories);
    }

    [Fact]
    public void Scores_of_an_unknown_instrument_get_last_mean_change_and_days_since()
    {
        var episode = Episode("2026-01-05") with { Measures = [Measure("2026-01-06 10:00", "Sleep Diary", 4), Measure("2026-01-13 10:00", "sleep diary", 7)] };
        var features = Build(Repeat(episode, FeatureSetBuilder.FewestEpisodes));

        Assert.Equal([7.0, 5.5, 3.0, 2.0], Values(episode, "2026-01-15 10:00"));
        Assert.Equal([4.0, 4.0, null, 0.0], Values(episode, "2026-01-06 10:00"));
        Assert.Equal([null, null, null, null], Values(episode, "2026-01-06 09:59"));

        object?[] Values(Episode of, string at) =>
            [.. new[] { "last", "mean", "change", "days-since" }.Select(s => FeatureRows.Value(of, features, $"measure.sleep-diary.{s}", Ticks(at)))];
    }

    [Fact]
    public void A_measure_seen_in_too_few_episodes_makes_no_feature() =>
        Assert.DoesNotContain(
            Build(Repeat(Episode("2026-01-05") with { Measures = [Measure("2026-01-06", "Rare", 1)] }, FeatureSetBuilder.FewestEpisodes - 1)).Columns,
            c => c.Code.StartsWith("measure.", StringComparison.Ordinal));

    [Fact]
    public void Scales_and_raters_are_kept_apart_and_a_part_of_a_known_instrument_is_a_measure_too()
    {
        Measure[] measures = [Measure("2026-01-06", "WAI-SR", 16, scale: "task", rater: "client"), Measure("2026-01-06", "WAI-SR", 12, scale: "task", rater: "therapist")];
        var features = Build(Repeat(Episode("2026-01-05") with { Measures = measures }, 10));

        Assert.Equal(
            ["measure.wai-sr.task.client.last", "measure.wai-sr.task.therapist.last"],
            features.Columns.Select(c => c.Code).Where(c => c.StartsWith("measure.", StringComparison.Ordinal) && c.EndsWith(".last", StringComparison.Ordinal)));
    }

    [Fact]
    public void Measures_whose_names_give_the_same_code_are_numbered()
    {
        Measure[] measures = [Measure("2026-01-06", "Sleep diary", 1), Measure("2026-01-06", "Sleep_diary", 2), Measure("2026-01-06", "睡眠", 3)];

        var codes = Build(Repeat(Episode("2026-01-05") with { Measures = measures }, 10)).Columns.Select(c => c.Code).Where(c => c.EndsWith(".last", StringComparison.Ordinal));

        Assert.Equal(["measure.other.last", "measure.sleep-diary-2.last", "measure.sleep-diary.last"], codes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Excluded_features_are_left_out_by_code_or_by_beginning()
    {
        var codes = FeatureSetBuilder.Build([Episode("2026-01-05")], new PipelineOptions { Exclude = ["scheduling.*", "attendance.miss-rate"] }, keepEmpty: true).Columns.Select(c => c.Code).ToArray();

        Assert.DoesNotContain(codes, c => c.StartsWith("scheduling.", StringComparison.Ordinal) || c == "attendance.miss-rate");
        Assert.Contains("attendance.recent-miss-rate", codes);
    }

    [Theory]
    [InlineData("attendance.mis-rate")]
    [InlineData("schedule.*")]
    public void A_pattern_that_matches_nothing_is_refused_by_name(string pattern)
    {
        var error = Assert.Throws<ArgumentException>(() => FeatureSetBuilder.Build([Episode("2026-01-05")], new PipelineOptions { Exclude = [pattern] }));

        Assert.Contains($"'{pattern}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_the_episodes_does_not_matter()
    {
        var episodes = RandomEpisodes.Many(60).ToArray();
        var expected = Build(episodes).Columns.Select(c => $"{c.Code}: {string.Join(',', c.Categories ?? [])}");

        Assert.Equal(expected, Build([.. episodes.Reverse()]).Columns.Select(c => $"{c.Code}: {string.Join(',', c.Categories ?? [])}"));
    }

    private static FeatureSet Build(Episode[] episodes) => FeatureSetBuilder.Build(episodes, FeatureRows.Options);

    private static FeatureSlot Slot(FeatureSet features, string code) => features.Slots[features.IndexOf(code)];

    private static Episode[] Repeat(Episode episode, int count) => [.. Enumerable.Repeat(episode, count)];

    private static Episode With(params (string Column, string Value)[] covariates) => Episode("2026-01-05") with { Covariates = covariates.ToDictionary(c => c.Column, c => c.Value) };
}
