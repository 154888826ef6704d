using Predictor.Care.Instruments;
using Predictor.Risk.Features;
using static Predictor.Risk.Reasons.Phrase;

namespace Predictor.Risk.Reasons.Words;

/// <summary>How the client is doing by questionnaire, in words.</summary>
internal static class OutcomeWords
{
    private const string Severity = "severity";
    private const string Course = "course";
    private const string Recency = "recency";
    private const string NoneYet = "No outcome score yet";
    private const string TooFew = "Too few outcome scores on one questionnaire to tell a change";
    private const string Outside = "The last outcome score is outside the clinical range";

    /// <summary>A trend below this share of the range a week is none that a reader would see.</summary>
    private const double LeastSlope = 0.005;

    private static readonly Say W = new(FeatureFamily.Outcome);

    public static IReadOnlyList<FeatureWords> All { get; } =
    [
        W.Fact("severity", Severity, t => t.LastScore(InstrumentKind.Outcome) is { } last ? $"Last outcome score {last}" : $"Distress at {Percent(t.Value)} of the scale", NoneYet),
        W.Fact("severity-first", Severity, t => $"Distress at {Percent(t.Value)} of the scale at the first score", NoneYet),
        W.Fact("severity-mean", Severity, t => $"Distress at {Percent(t.Value)} of the scale on average", NoneYet),
        W.Fact("is-clinical", Severity, t => t.IsSome ? "The last outcome score is in the clinical range" : Outside, "No outcome score with a clinical range"),
        W.Fact("worsening", Course, t => Moved(t.Value, "since the first score"), TooFew),
        W.Fact("worsening-last", Course, t => Moved(t.Value, "since the score before"), TooFew),
        W.Fact("slope", Course, t => t.Value switch { > LeastSlope => "Distress has been rising over the scores so far", < -LeastSlope => "Distress has been falling over the scores so far", _ => "Distress has been about level over the scores so far" }, TooFew),
        W.Fact("deviation", Course, t => IsNothing(t.Value) ? "Distress hardly varies between scores" : $"Distress varies by {Percent(t.Value)} of the scale between scores", TooFew),
        W.Fact("reliably-improved", Course, t => t.IsSome ? "Distress is clearly lower than at the first score" : "Distress is not yet clearly lower than at the first score", TooFew),
        W.Fact("reliably-worse", Course, t => t.IsSome ? "Distress is clearly higher than at the first score" : "Distress is not clearly higher than at the first score", TooFew),
        W.Fact("off-track", Course, t => t.IsSome ? "Little change for the better by the scores so far" : t.State.Outcome.IsClinical == 0 ? Outside : "Coming on as hoped by the scores", "Fewer than three outcome scores on one questionnaire so far"),
        W.Fact("days-since", Recency, t => $"The last outcome score was {t.Ago(t.State.Outcome.Severity?.LastTicks)}", NoneYet),
        W.Fact("count", Recency, t => t.IsSome ? $"{Count(t.Value, "outcome score", "outcome scores")} so far" : NoneYet, "Questionnaires are not recorded"),
    ];

    /// <summary>One reliable change is the least that is more than measurement error: below it nothing is said to have changed.</summary>
    private static string Moved(double reliableChanges, string since) => reliableChanges switch
    {
        >= 1 => $"Distress is clearly higher {since}",
        <= -1 => $"Distress is clearly lower {since}",
        _ => $"Distress has not clearly changed {since}",
    };
}
