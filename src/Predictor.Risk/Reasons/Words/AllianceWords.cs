using Predictor.Care.Instruments;
using Predictor.Risk.Features;
using static Predictor.Risk.Reasons.Phrase;

namespace Predictor.Risk.Reasons.Words;

/// <summary>The working alliance, in words. Levels are told in the instrument's own points where the last score is meant.</summary>
internal static class AllianceWords
{
    private const string Level = "level";
    private const string Change = "change";
    private const string Rupture = "rupture";
    private const string Recency = "recency";
    private const string Therapist = "therapist";
    private const string NoneYet = "No alliance score yet";
    private const string TooFew = "Too few alliance scores on one questionnaire to tell a change";

    /// <summary>A trend below this share of the range a week is none that a reader would see.</summary>
    private const double LeastSlope = 0.005;

    private static readonly Say W = new(FeatureFamily.Alliance);

    public static IReadOnlyList<FeatureWords> All { get; } =
    [
        W.Fact("level", Level, t => Last(t) is { } last ? $"Alliance last scored {last}" : $"Alliance at {Percent(t.Value)} of the scale", NoneYet),
        W.Fact("mean", Level, t => $"Alliance at {Percent(t.Value)} of the scale on average", NoneYet),
        W.Fact("minimum", Level, t => $"Alliance at its lowest was at {Percent(t.Value)} of the scale", NoneYet),
        W.Fact("ceiling-distance", Level, t => Last(t) is { } last ? $"Alliance last scored {last}" : $"Alliance {Percent(t.Value)} of the scale below the top", NoneYet),
        W.Fact("level-alarm", Level, t => t.IsSome ? "Alliance at or below the level that asks for attention" : "Alliance above the level that asks for attention", "No alliance score with a level that asks for attention"),
        W.Fact("change", Change, t => Moved(t.Value, "since the score before"), TooFew),
        W.Fact("change-from-first", Change, t => Moved(t.Value, "since the first score"), TooFew),
        W.Fact("change-from-best", Change, t => IsNothing(t.Value) ? "Alliance at its best so far" : $"Alliance {Percent(-t.Value)} of the scale below its best so far", TooFew),
        W.Fact("slope", Change, t => t.Value switch { > LeastSlope => "Alliance has been rising over the scores so far", < -LeastSlope => "Alliance has been falling over the scores so far", _ => "Alliance has been about level over the scores so far" }, TooFew),
        W.Fact("deviation", Change, t => IsNothing(t.Value) ? "Alliance hardly varies between scores" : $"Alliance varies by {Percent(t.Value)} of the scale between scores", TooFew),
        W.Fact("drop-alarm", Change, t => t.IsSome ? "Alliance fell since the score before, by enough to ask about" : "Alliance did not fall since the score before by enough to ask about", "No two alliance scores to compare"),
        W.Fact("is-ruptured", Rupture, t => t.IsSome ? "Alliance fell sharply and has not come back since" : "No sharp fall of the alliance that has not been made good", TooFew),
        W.Fact("ruptures", Rupture, t => t.IsSome ? $"Alliance fell sharply {Times(t.Value)} so far" : "Alliance never fell sharply so far", TooFew),
        W.Fact("days-since-rupture", Rupture, t => $"Alliance last fell sharply {t.Ago(t.State.Alliance.LastRupture)}", t => t.State.Alliance.Client is null ? NoneYet : new Absence("Alliance never fell sharply so far", "alliance.rupture")),
        W.Fact("therapist-level", Therapist, t => $"The therapist scored the alliance at {Percent(t.Value)} of the scale", "No alliance score by the therapist"),
        W.Fact("rater-discrepancy", Therapist, t => IsNothing(t.Value) ? "Client and therapist score the alliance alike" : $"Client and therapist score the alliance {Percent(t.Value)} of the scale apart", "No alliance scores by both client and therapist"),
        W.Fact("days-since", Recency, t => $"The last alliance score was {t.Ago(t.State.Alliance.Client?.LastTicks)}", NoneYet),
        W.Fact("count", Recency, t => t.IsSome ? $"{Count(t.Value, "alliance score", "alliance scores")} so far" : NoneYet, "Questionnaires are not recorded"),
    ];

    private static string? Last(Told told) => told.LastScore(InstrumentKind.Alliance);

    private static string Moved(double change, string since) => change switch
    {
        _ when IsNothing(change) => $"Alliance hardly changed {since}",
        > 0 => $"Alliance rose by {Percent(change)} of the scale {since}",
        _ => $"Alliance fell by {Percent(-change)} of the scale {since}",
    };
}
