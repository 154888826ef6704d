using Predictor.Risk.Features;
using Predictor.Risk.Reasons.Words;

namespace Predictor.Risk.Reasons;

/// <summary>The words of every feature. All sentences that a reason can say stand in the files of <c>Words</c>.</summary>
internal static class WordsCatalogue
{
    private static readonly Dictionary<string, FeatureWords> Catalogued = new FeatureWords[][]
    {
        [.. AttendanceWords.All],
        [.. SchedulingWords.All],
        [.. AllianceWords.All],
        [.. OutcomeWords.All],
        [.. PaymentWords.All],
        [.. ContactWords.All],
        [.. CourseWords.All],
        [.. PersonWords.All],
    }.SelectMany(w => w).ToDictionary(w => w.Code, StringComparer.Ordinal);

    /// <summary>The words of the features in the catalogue, in no order that matters.</summary>
    public static IReadOnlyCollection<FeatureWords> All => Catalogued.Values;

    /// <summary>The words of a feature of the catalogue, of a covariate or of a generic measure.</summary>
    /// <exception cref="ArgumentException">The catalogue has the feature and no words for it.</exception>
    public static FeatureWords Of(Feature feature)
    {
        if (Catalogued.TryGetValue(feature.Code, out var words)) return words;
        if (feature.Family is FeatureFamily.Covariate or FeatureFamily.Measure) return DynamicWords.Of(feature);
        throw new ArgumentException($"Feature {feature.Code} has no words.", nameof(feature));
    }
}
