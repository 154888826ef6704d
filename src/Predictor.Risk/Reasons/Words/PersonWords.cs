using Predictor.Risk.Features;
using static Predictor.Risk.Reasons.Phrase;

namespace Predictor.Risk.Reasons.Words;

/// <summary>The context of the person, in words.</summary>
internal static class PersonWords
{
    private static readonly Say W = new(FeatureFamily.Person);

    public static IReadOnlyList<FeatureWords> All { get; } =
    [
        W.Fact("age", "age", t => $"{Number(t.Value)} years old at intake", "The age is not recorded"),
        W.Fact("distance", "distance", t => $"Lives {Number(t.Value)} km from the clinic", "The distance to the clinic is not recorded"),
    ];
}
