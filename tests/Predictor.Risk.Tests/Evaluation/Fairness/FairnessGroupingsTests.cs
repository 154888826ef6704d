using Predictor.Care.Episodes;
using Predictor.Care.Time;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Evaluation.Fairness;
using Predictor.Risk.Landmarks;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Evaluation.Fairness;

public sealed class FairnessGroupingsTests
{
    [Fact]
    public void Every_attribute_of_the_export_is_looked_at_and_age_payer_and_clinic()
    {
        Episode[] episodes =
        [
            With("e1", e => e with { AgeAtStart = 17.5, Payer = Payer.Public, ClinicId = "north", AuditAttributes = Attributes(("s_sex", "f"), ("s_language", "de")) }),
            With("e2", e => e with { AgeAtStart = 18, Payer = Payer.SelfPay, ClinicId = "south", AuditAttributes = Attributes(("s_sex", "m")) }),
            With("e3", e => e with { AgeAtStart = 65, Payer = Payer.SelfPay, ClinicId = "south", AuditAttributes = Attributes(("s_sex", "f")) }),
        ];
        var groupings = Of(episodes);

        Assert.Equal(["s_language", "s_sex", "age", "payer", "clinic"], groupings.Select(g => g.Name));
        Assert.Equal(["de", FairnessGroupings.NotRecorded], groupings[0].Groups);
        Assert.Equal([0, 1, 1], groupings[0].GroupOfRow);
        Assert.Equal(["f", "m"], groupings[1].Groups);
        Assert.Equal([0, 1, 0], groupings[1].GroupOfRow);
        Assert.Equal(["18-24", "65 and over", "under 18"], groupings[2].Groups);
        Assert.Equal([2, 0, 1], groupings[2].GroupOfRow);
        Assert.Equal(["public", "self_pay"], groupings[3].Groups);
        Assert.Equal(["north", "south"], groupings[4].Groups);
    }

    [Fact]
    public void What_is_the_same_for_all_is_no_attribute() =>
        Assert.Empty(Of([With("e1", e => e with { ClinicId = "one" }), With("e2", e => e with { ClinicId = "one" })]));

    [Fact]
    public void Of_very_many_values_the_most_frequent_stand_alone()
    {
        var episodes = Enumerable.Range(0, 50).Select(i => With($"e{i}", e => e with { AuditAttributes = Attributes(("s_village", $"v{i % 25:00}")) })).ToArray();
        var grouping = Of(episodes).Single();

        Assert.Equal(FairnessGroupings.MostGroups + 1, grouping.Groups.Count);
        Assert.Equal("all others", grouping.Groups[^1]);
        Assert.Equal(10, grouping.GroupOfRow.Count(g => g == FairnessGroupings.MostGroups));
    }

    private static IReadOnlyList<RowGrouping> Of(Episode[] episodes)
    {
        var cohort = Cohort.Of(episodes, new PipelineOptions { Calendar = ClinicCalendar.Utc }, Given.Ticks("2025-01-08 12:00"), CancellationToken.None);
        return FairnessGroupings.Of(cohort, [.. Enumerable.Range(0, cohort.Rows.Length)], CancellationToken.None);
    }

    private static Episode With(string id, Func<Episode, Episode> change) =>
        change(Given.Episode("2025-01-06", Given.Attended("2025-01-07 10:00")) with { EpisodeId = id, ClientId = id });

    private static Dictionary<string, string> Attributes(params (string Name, string Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value);
}
