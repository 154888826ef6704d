using Predictor.Risk.Features.State;
using static Predictor.Risk.Features.RiskDirection;

namespace Predictor.Risk.Features.Catalogue;

/// <summary>How the client is doing by questionnaire. Severity is a share of the instrument's range: 1 is the worst score there can be.</summary>
internal static class OutcomeFeatures
{
    private static readonly Declare F = new(FeatureFamily.Outcome, ColumnPresence.OutcomeScores);

    public static IReadOnlyList<Feature> All { get; } =
    [
        F.Number("severity", "Distress by questionnaire", Unit.Range, Either, "The last outcome score as a share of the range, 1 = worst; missing before the first.", s => s.Outcome.Severity?.Last ?? double.NaN),
        F.Number("severity-first", "Distress at the first score", Unit.Range, Either, "The first outcome score on the instrument used last; missing before the first.", s => s.Outcome.Severity?.First ?? double.NaN),
        F.Number("severity-mean", "Distress on average", Unit.Range, Either, "Mean of the outcome scores on the instrument used last; missing before the first.", s => s.Outcome.Severity?.Mean ?? double.NaN),
        F.Number("worsening", "Worsening since the first score", Unit.ReliableChange, Either, "Change since the first score in reliable changes of the instrument, above 0 = worse; missing with fewer than two.", s => s.Outcome.Worsening),
        F.Number("worsening-last", "Worsening since the last score", Unit.ReliableChange, Either, "Change since the score before in reliable changes of the instrument, above 0 = worse; missing with fewer than two.", s => s.Outcome.LastWorsening),
        F.Number("slope", "Trend of the distress", Unit.RangePerWeek, Either, "Least-squares slope of the scores on the instrument used last; missing with fewer than two.", s => s.Outcome.Severity?.SlopePerWeek ?? double.NaN),
        F.Number("deviation", "How much the distress varies", Unit.Range, Either, "Standard deviation of the scores on the instrument used last; missing with fewer than two.", s => s.Outcome.Severity?.Deviation ?? double.NaN),
        F.YesNo("reliably-improved", "Reliably improved", Either, "1 where the change since the first score is an improvement of a reliable change or more; missing with fewer than two. Improved clients finish as well as leave, so it may go either way.", s => double.IsNaN(s.Outcome.Worsening) ? null : s.Outcome.Worsening <= -1),
        F.YesNo("reliably-worse", "Reliably worse", Raises, "1 where the change since the first score is a worsening of a reliable change or more; missing with fewer than two.", s => double.IsNaN(s.Outcome.Worsening) ? null : s.Outcome.Worsening >= 1),
        F.Number("off-track", "Not coming on as hoped", Unit.YesNo, Raises, "1 where, from the third score on, the client has improved by less than half a reliable change and still scores in the clinical range; missing before.", s => s.Outcome.IsOffTrack),
        F.Number("is-clinical", "Scores in the clinical range", Unit.YesNo, Either, "1 where the last score is on the clinical side of the instrument's cut-off; missing where it has none.", s => s.Outcome.IsClinical),
        F.Number("days-since", "Days since the last outcome score", Unit.Days, Either, "Days since the last outcome score; missing before the first.", s => Span.DaysSince(s.Outcome.Severity?.LastTicks, s.Now)),
        F.Number("count", "Outcome scores so far", Unit.Count, Either, "Outcome scores so far; missing where measures are not recorded.", s => s.Episode.Measures is null ? double.NaN : s.Outcome.Count),
    ];
}
