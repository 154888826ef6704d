using Predictor.Care.Episodes;
using static Predictor.Testing.Given;

namespace Predictor.Risk.Tests.Features;

/// <summary>PHQ-9: 0 to 27, higher is worse, a reliable change is 6, the clinical range begins at 10.</summary>
internal static class OutcomeCases
{
    private static readonly Episode Improved = Scores(18, 20, 11);
    private static readonly Episode Stuck = Scores(18, 20, 17);
    private static readonly Episode Worse = Scores(9, 14, 17);
    private static readonly Episode WellThroughout = Scores(5, 4, 5);

    public static IEnumerable<FeatureCase> All { get; } =
    [
        .. FeatureCase.Of("outcome", Improved, "2026-01-20 10:00",
            ("severity", 11 / 27.0),
            ("severity-first", 18 / 27.0),
            ("severity-mean", 49 / 3.0 / 27),
            ("worsening", -7 / 6.0),
            ("worsening-last", -9 / 6.0),
            ("slope", -3.5 / 27),
            ("deviation", Math.Sqrt((400 + 324 + 121 - (49 * 49 / 3.0)) / 2) / 27),
            ("reliably-improved", 1),
            ("reliably-worse", 0),
            ("off-track", 0),
            ("is-clinical", 1),
            ("days-since", 1),
            ("count", 3)),
        .. FeatureCase.Of("outcome", Stuck, "2026-01-20 10:00", ("off-track", 1), ("reliably-improved", 0), ("reliably-worse", 0)),
        .. FeatureCase.Of("outcome", Worse, "2026-01-20 10:00", ("off-track", 1), ("reliably-worse", 1)),
        .. FeatureCase.Of("outcome", Worse, "2026-01-05 10:00", ("is-clinical", 0)),
        .. FeatureCase.Of("outcome", WellThroughout, "2026-01-20 10:00", ("off-track", 0)),

        // On the ORS more is better: 10 to 20 of 40 is an improvement by two reliable changes of 5.
        .. FeatureCase.Of("outcome", Episode("2026-01-05") with { Measures = [Measure("2026-01-05 10:00", "ORS", 10), Measure("2026-01-12 10:00", "ORS", 20)] }, "2026-01-12 10:00",
            ("severity", 0.5),
            ("worsening", -2),
            ("is-clinical", 1)),
        .. FeatureCase.Missing("outcome", Improved, "2026-01-05 09:59", "severity", "severity-first", "severity-mean", "is-clinical", "days-since"),
        .. FeatureCase.Missing("outcome", Improved, "2026-01-05 10:00", "worsening", "worsening-last", "slope", "deviation", "reliably-improved", "reliably-worse"),
        .. FeatureCase.Missing("outcome", Improved, "2026-01-12 10:00", "off-track"),
        .. FeatureCase.Missing("outcome", Improved with { Measures = null }, "2026-01-20 10:00", "count"),
    ];

    private static Episode Scores(params double[] scores) => Episode("2026-01-05") with
    {
        Measures = [.. scores.Select((score, i) => Measure($"2026-01-{5 + (7 * i):00} 10:00", "PHQ-9", score))],
    };
}
