using System.Text.RegularExpressions;
using Predictor.Care.Instruments;
using Predictor.Risk.Features;
using Predictor.Risk.Features.Catalogue;
using Predictor.Testing;
using Xunit;

namespace Predictor.Risk.Tests.Features;

public sealed partial class FeatureCatalogueTests
{
    /// <summary>Counts over appointments, which every export has, and what follows from the start alone.</summary>
    private static readonly string[] NeverMissing =
    [
        "attendance.misses-in-a-row", "attendance.not-attended-in-a-row", "attendance.attended-in-a-row", "attendance.misses-28d", "attendance.misses-90d",
        "attendance.missed-count", "attendance.misses-before-third", "attendance.attended-28d", "attendance.attended-change", "attendance.never-attended",
        "attendance.unsettled", "course.session-number", "course.weeks-since-start", "course.returns",
    ];

    /// <summary>The columns of the export.</summary>
    private static readonly string[] Columns =
    [
        "episodes.referred_on", "episodes.payer", "episodes.copay", "episodes.treatment", "episodes.format", "episodes.age_at_start", "episodes.distance_km",
        "appointments.booked_at", "appointments.status_at", "appointments.cancelled_by", "appointments.delivery", "appointments.therapist_id",
        "appointments.duration_minutes", "appointments.reminder_sent_at", "appointments.confirmed_at",
        ColumnPresence.AllianceScores, ColumnPresence.OutcomeScores, "measures.rater", "payments.kind", "payments.amount", "payments.due_on",
        "contacts.occurred_at", "contacts.direction", "contacts.purpose", "contacts.answered_at",
    ];

    private static readonly FeatureCase[] Cases =
    [
        .. AttendanceCases.All, .. SchedulingCases.All, .. AllianceCases.All, .. OutcomeCases.All, .. PaymentCases.All, .. ContactCases.All, .. CourseAndPersonCases.All,
    ];

    public static TheoryData<string> Codes => [.. FeatureCatalogue.All.Select(f => f.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_feature_has_its_hand_worked_values(string code)
    {
        var cases = Cases.Where(c => c.Code == code).ToArray();
        Assert.True(cases.Any(c => c.Expected is not null), $"{code} has no hand-worked value.");
        Assert.True(cases.Any(c => c.Expected is null) != NeverMissing.Contains(code), $"{code} needs a case in which it is missing, or has one and is listed as never missing.");
        foreach (var (_, episode, at, expected) in cases)
        {
            var features = FeatureSetBuilder.Build([episode], FeatureRows.Options, keepEmpty: true);
            var actual = FeatureRows.Value(episode, features, code, Given.Ticks(at));
            if (expected is not (int or double) || actual is not double number)
            {
                Assert.True(Equals(expected, actual), $"{code} at {at}: expected {expected ?? "missing"} but was {actual ?? "missing"}.");
                continue;
            }

            // Hand-worked sums round differently from running ones in the last bits.
            var worked = Convert.ToDouble(expected);
            Assert.True(Math.Abs(worked - number) <= 1e-12 * Math.Max(1, Math.Abs(worked)), $"{code} at {at}: expected {worked:R} but was {number:R}.");
        }
    }

    [Fact]
    public void Every_case_is_of_a_declared_feature() =>
        Assert.Empty(Cases.Select(c => c.Code).Except(FeatureCatalogue.All.Select(f => f.Code)));

    [Fact]
    public void Codes_are_unique_and_begin_with_the_family()
    {
        Assert.Equal(FeatureCatalogue.All.Count, FeatureCatalogue.All.Select(f => f.Code).Distinct().Count());
        Assert.All(FeatureCatalogue.All, f => Assert.Matches(CodePattern(), f.Code));
        Assert.All(FeatureCatalogue.All, f => Assert.StartsWith(FamilyNames.Of(f.Family) + ".", f.Code, StringComparison.Ordinal));
    }

    [Fact]
    public void There_are_at_least_60_features_in_8_families()
    {
        Assert.True(FeatureCatalogue.All.Count >= 60);
        Assert.Equal(8, FeatureCatalogue.All.Select(f => f.Family).Distinct().Count());
    }

    [Fact]
    public void Every_feature_says_what_it_is()
    {
        Assert.All(FeatureCatalogue.All, f => Assert.False(string.IsNullOrWhiteSpace(f.Name) || string.IsNullOrWhiteSpace(f.Unit), f.Code));
        Assert.All(FeatureCatalogue.All, f => Assert.EndsWith(".", f.Meaning, StringComparison.Ordinal));
        Assert.Equal(FeatureCatalogue.All.Count, FeatureCatalogue.All.Select(f => f.Name).Distinct().Count());
    }

    /// <summary>
    /// They are a wait, which is easily missed, and they are how few sessions the horizon holds, of which one has to be the last: a direction would make a
    /// model wrong, and did (<c>docs/decisions/0006-trees.md</c>).
    /// </summary>
    [Fact]
    public void The_days_to_the_next_appointment_have_no_direction() =>
        Assert.Equal(RiskDirection.Either, FeatureCatalogue.All.Single(f => f.Code == "scheduling.days-to-next").Direction);

    [Fact]
    public void Every_feature_needs_columns_that_exist_and_names_each_once()
    {
        Assert.All(FeatureCatalogue.All, f => Assert.Empty(f.Needs.Except(Columns)));
        Assert.All(FeatureCatalogue.All, f => Assert.Equal(f.Needs.Distinct(), f.Needs));
        Assert.Empty(Columns.Except(FeatureCatalogue.All.SelectMany(f => f.Needs)));
    }

    [Fact]
    public void A_feature_that_is_never_missing_needs_no_optional_column() =>
        Assert.All(FeatureCatalogue.All.Where(f => NeverMissing.Contains(f.Code)), f => Assert.Empty(f.Needs));

    [Fact]
    public void Presence_of_columns_is_told_by_the_names_that_features_need()
    {
        Assert.Equal(Columns.Order(), ColumnPresence.Of(RandomEpisodes.Many(50), InstrumentCatalogue.Default).Where(c => c != "measures.score" && !c.StartsWith("episodes.x_", StringComparison.Ordinal)).Order());
        Assert.Empty(ColumnPresence.Of([Given.Episode("2026-01-05", Given.Attended("2026-01-05 10:00"))], InstrumentCatalogue.Default));
    }

    [GeneratedRegex("^[a-z]+\\.[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex CodePattern();
}
