using Predictor.Risk.Features.State;
using static Predictor.Risk.Features.RiskDirection;

namespace Predictor.Risk.Features.Catalogue;

/// <summary>The working alliance. Levels are shares of the instrument's range: 0 is the worst score there can be, 1 the best.</summary>
internal static class AllianceFeatures
{
    private static readonly Declare F = new(FeatureFamily.Alliance, ColumnPresence.AllianceScores);

    public static IReadOnlyList<Feature> All { get; } =
    [
        F.Number("level", "Alliance", Unit.Range, Lowers, "The client's last score; missing before the first.", s => Last(s)),
        F.Number("mean", "Alliance on average", Unit.Range, Lowers, "Mean of the client's scores on the instrument used last; missing before the first.", s => s.Alliance.Client?.Mean ?? double.NaN),
        F.Number("minimum", "Lowest alliance", Unit.Range, Lowers, "The client's lowest score on the instrument used last; missing before the first.", s => s.Alliance.Client?.Minimum ?? double.NaN),
        F.Number("change", "Change in alliance since the last score", Unit.Range, Lowers, "The client's last score less the one before on the same instrument; missing with fewer than two.", s => s.Alliance.Client is { } c ? c.Last - c.Previous : double.NaN),
        F.Number("change-from-first", "Change in alliance since the first score", Unit.Range, Lowers, "The client's last score less the first on the same instrument; missing with fewer than two.", s => s.Alliance.Client is { Count: > 1 } c ? c.Last - c.First : double.NaN),
        F.Number("change-from-best", "Fall of the alliance from its best", Unit.Range, Lowers, "The client's last score less the best so far on the same instrument (0 or below); missing with fewer than two.", s => s.Alliance.Client is { Count: > 1 } c ? c.Last - c.Maximum : double.NaN),
        F.Number("slope", "Trend of the alliance", Unit.RangePerWeek, Lowers, "Least-squares slope of the client's scores on the instrument used last; missing with fewer than two.", s => s.Alliance.Client?.SlopePerWeek ?? double.NaN),
        F.Number("deviation", "How much the alliance varies", Unit.Range, Either, "Standard deviation of the client's scores on the instrument used last; missing with fewer than two.", s => s.Alliance.Client?.Deviation ?? double.NaN),
        F.Number("ceiling-distance", "Distance of the alliance from the top score", Unit.Range, Raises, "How far the client's last score lies below the top of the range: scores sit near the ceiling, and a small distance is the rule; missing before the first.", s => 1 - Last(s)),
        F.YesNo("is-ruptured", "Alliance rupture not yet repaired", Raises, "1 from a fall by a tenth of the range or more since the last score until the score is back near where it fell from; missing with fewer than two.", s => s.Alliance.Client is { Count: > 1 } ? s.Alliance.IsRuptured : null),
        F.Number("ruptures", "Alliance ruptures so far", Unit.Count, Raises, "Falls by a tenth of the range or more between two scores in a row; missing with fewer than two.", s => s.Alliance.Client is { Count: > 1 } ? s.Alliance.Ruptures : double.NaN),
        F.Number("days-since-rupture", "Days since the last alliance rupture", Unit.Days, Either, "Days since a fall by a tenth of the range or more; missing where there was none.", s => Span.DaysSince(s.Alliance.LastRupture, s.Now)),
        F.Number("therapist-level", "Alliance as the therapist sees it", Unit.Range, Lowers, "The therapist's last score; missing before the first.", s => s.Alliance.Therapist, "measures.rater"),
        F.Number("rater-discrepancy", "How differently client and therapist see the alliance", Unit.Range, Raises, "The therapist's last score less the client's, without its sign; missing unless both scored.", s => Math.Abs(s.Alliance.Therapist - Last(s)), "measures.rater"),
        F.Number("days-since", "Days since the last alliance score", Unit.Days, Either, "Days since the client's last score; missing before the first.", s => Span.DaysSince(s.Alliance.Client?.LastTicks, s.Now)),
        F.Number("count", "Alliance scores so far", Unit.Count, Either, "Scores by the client; missing where measures are not recorded.", s => s.Episode.Measures is null ? double.NaN : s.Alliance.Count),
        F.Number("level-alarm", "Alliance at or below the alarm level", Unit.YesNo, Raises, "1 where the last score is at or below the instrument's alarm (SRS: 36 of 40, unless configured); missing where the instrument has none.", s => s.Alliance.LevelAlarm),
        F.Number("drop-alarm", "Alliance fell by the alarm step", Unit.YesNo, Raises, "1 where the last score fell by the instrument's alarm step or more (SRS: 1 point, unless configured); missing where the instrument has none.", s => s.Alliance.DropAlarm),
    ];

    private static double Last(FeatureState state) => state.Alliance.Client?.Last ?? double.NaN;
}
