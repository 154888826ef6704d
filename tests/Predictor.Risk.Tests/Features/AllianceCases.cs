using Predictor.Care.Episodes;
using static Predictor.Testing.Given;

namespace Predictor.Risk.Tests.Features;

internal static class AllianceCases
{
    /// <summary>As shares of the SRS's 40 points: 0.95, 0.975, 0.85 (a rupture) and 0.9.</summary>
    private static readonly Episode Ruptured = Episode("2026-01-05") with
    {
        Measures =
        [
            Measure("2026-01-05 10:00", "SRS", 38),
            Measure("2026-01-12 10:00", "SRS", 39, rater: "client"),
            Measure("2026-01-19 10:00", "srs", 34, scale: "Total"),
            Measure("2026-01-20 10:00", "SRS", 32, rater: "Therapist"),
            Measure("2026-01-26 10:00", "SRS", 36),
        ],
    };

    private static readonly Episode Repaired = Ruptured with { Measures = [.. Ruptured.Measures!, Measure("2026-02-02 10:00", "SRS", 38)] };

    /// <summary>A good score on another questionnaire does not mend what fell on the first.</summary>
    private static readonly Episode TwoInstruments = Ruptured with
    {
        Measures = [.. Ruptured.Measures!, Measure("2026-02-02 10:00", "WAI-SR", 60), Measure("2026-02-03 10:00", "WAI-SR", 60)],
    };

    private static readonly Episode NoneYet = Episode("2026-01-05") with { Measures = [] };

    public static IEnumerable<FeatureCase> All { get; } =
    [
        .. FeatureCase.Of("alliance", Ruptured, "2026-01-28 10:00",
            ("level", 0.9),
            ("mean", (0.95 + 0.975 + 0.85 + 0.9) / 4),
            ("minimum", 0.85),
            ("change", 0.05),
            ("change-from-first", -0.05),
            ("change-from-best", -0.075),
            ("slope", -0.0275), // -0.1375 / 5 over weeks 0 to 3
            ("deviation", Math.Sqrt(0.00921875 / 3)),
            ("ceiling-distance", 0.1),
            ("is-ruptured", 1),
            ("ruptures", 1),
            ("days-since-rupture", 9),
            ("therapist-level", 0.8),
            ("rater-discrepancy", 0.1),
            ("days-since", 2),
            ("count", 4),
            ("level-alarm", 1),
            ("drop-alarm", 0)),
        .. FeatureCase.Of("alliance", Ruptured, "2026-01-19 10:00", ("drop-alarm", 1)),
        .. FeatureCase.Of("alliance", Ruptured, "2026-01-12 10:00", ("is-ruptured", 0), ("ruptures", 0), ("level-alarm", 0)),
        .. FeatureCase.Of("alliance", Repaired, "2026-02-02 10:00", ("is-ruptured", 0), ("ruptures", 1)),
        .. FeatureCase.Of("alliance", TwoInstruments, "2026-02-03 10:00", ("is-ruptured", 1), ("ruptures", 1), ("level", 1), ("change", 0), ("mean", 1), ("count", 6)),
        .. FeatureCase.Missing("alliance", TwoInstruments, "2026-02-03 10:00", "level-alarm", "drop-alarm"),
        .. FeatureCase.Of("alliance", NoneYet, "2026-01-28 10:00", ("count", 0)),
        .. FeatureCase.Missing("alliance", NoneYet with { Measures = null }, "2026-01-28 10:00", "count"),
        .. FeatureCase.Missing("alliance", Ruptured, "2026-01-05 09:59",
            "level", "mean", "minimum", "ceiling-distance", "days-since", "level-alarm", "therapist-level", "rater-discrepancy"),
        .. FeatureCase.Missing("alliance", Ruptured, "2026-01-05 10:00",
            "change", "change-from-first", "change-from-best", "slope", "deviation", "is-ruptured", "ruptures", "days-since-rupture", "drop-alarm"),
    ];
}
