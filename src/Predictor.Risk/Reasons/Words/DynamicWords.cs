using Predictor.Risk.Features;
using static Predictor.Risk.Reasons.Phrase;

namespace Predictor.Risk.Reasons.Words;

/// <summary>Words for the features that depend on the data: the clinic's own covariates, and scores that are not known by name. They are told as they are recorded.</summary>
internal static class DynamicWords
{
    private const int LongestName = 60;

    /// <summary>Numbers are told with one decimal: less than half of that is no change.</summary>
    private const double LeastChange = 0.05;

    /// <summary>The words of a covariate or of a generic measure.</summary>
    public static FeatureWords Of(Feature feature)
    {
        if (feature.Measure is { } measure) return Scored(feature, measure, Named(measure));
        var name = Sentence(feature.Name);
        Func<Told, string> recorded = t => $"{name}: {(t.Category is { } category ? Shortened(category) : Number(t.Value))}";
        return new(feature.Code, feature.Code, recorded, recorded, _ => $"{name}: not recorded");
    }

    /// <summary>All four features of a score tell of one thing.</summary>
    private static FeatureWords Scored(Feature feature, GenericMeasure measure, string name)
    {
        var dot = feature.Code.LastIndexOf('.');
        Func<Told, string> text = feature.Code[(dot + 1)..] switch
        {
            "mean" => t => $"{name}: {Number(t.Value)} on average",
            "change" => t => t.Value switch { >= LeastChange => $"{name}: up by {Number(t.Value)} since the score before", <= -LeastChange => $"{name}: down by {Number(-t.Value)} since the score before", _ => $"{name}: about the same as the score before" },
            "days-since" => t => $"{name}: last scored {t.Ago(t.State.Generic(measure)?.LastTicks)}",
            _ => t => $"{name}: {Number(t.Value)} at the last score",
        };
        var missing = feature.Code.EndsWith(".change", StringComparison.Ordinal) ? $"{name}: fewer than two scores" : $"{name}: no score yet";
        return new(feature.Code, feature.Code[..dot], text, text, _ => missing);
    }

    private static string Named(GenericMeasure measure)
    {
        var scale = measure.Scale.Length > 0 ? $" {measure.Scale}" : "";
        var rater = measure.Rater.Length > 0 ? $" ({measure.Rater})" : "";
        return Sentence(Shortened($"{measure.Instrument}{scale}".Replace('_', ' ')) + rater);
    }

    private static string Sentence(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    private static string Shortened(string text) => text.Length <= LongestName ? text : string.Concat(text.AsSpan(0, LongestName), "...");
}
