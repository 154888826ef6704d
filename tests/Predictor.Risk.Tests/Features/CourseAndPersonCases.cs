using Predictor.Care.Episodes;
using static Predictor.Testing.Given;

namespace Predictor.Risk.Tests.Features;

internal static class CourseAndPersonCases
{
    private static readonly Episode Returned = Episode(
        "2026-01-05",
        Attended("2026-01-05 10:00") with { TherapistId = "t1" },
        Attended("2026-01-12 10:00") with { TherapistId = "t2" },
        Attended("2026-03-02 10:00") with { TherapistId = "t2" }) with // 49 days later
    {
        TherapistId = "t1",
        PriorEpisodes = 2,
        PriorDropouts = 1,
        Treatment = "CBT",
        Format = TreatmentFormat.Group,
        AgeAtStart = 34,
        DistanceKm = 12.5,
    };

    private static readonly Episode Bare = Episode("2026-01-05", Attended("2026-01-05 10:00")) with { TherapistId = "t1" };

    public static IEnumerable<FeatureCase> All { get; } =
    [
        .. FeatureCase.Of("course", Returned, "2026-03-09 10:00",
            ("session-number", 3),
            ("weeks-since-start", (63 + (10 / 24.0)) / 7),
            ("weeks-in-treatment", 9),
            ("sessions-per-week", 3 / 9.0),
            ("returns", 1),
            ("therapist-changes", 1),
            ("days-since-therapist-change", 56),
            ("prior-episodes", 2),
            ("prior-dropouts", 1),
            ("treatment", "CBT"),
            ("format", "group")),
        .. FeatureCase.Of("course", Returned, "2026-01-05 10:00", ("session-number", 1), ("sessions-per-week", 1), ("returns", 0), ("therapist-changes", 0)),
        .. FeatureCase.Of("course", Returned, "2026-01-05 09:59", ("session-number", 0)),
        .. FeatureCase.Missing("course", Returned, "2026-01-05 09:59", "weeks-in-treatment", "sessions-per-week"),
        .. FeatureCase.Missing("course", Returned, "2026-01-05 10:00", "days-since-therapist-change"),
        .. FeatureCase.Missing("course", Bare, "2026-03-09 10:00", "therapist-changes", "prior-episodes", "prior-dropouts", "treatment", "format"),
        .. FeatureCase.Of("person", Returned, "2026-01-05", ("age", 34), ("distance", 12.5)),
        .. FeatureCase.Missing("person", Bare, "2026-01-05", "age", "distance"),
    ];
}
