using static Predictor.Risk.Features.RiskDirection;

namespace Predictor.Risk.Features.Catalogue;

/// <summary>Context of the person at the start of the episode. Attributes for the fairness audit are never among them.</summary>
internal static class PersonFeatures
{
    private static readonly Declare F = new(FeatureFamily.Person);

    public static IReadOnlyList<Feature> All { get; } =
    [
        F.Number("age", "Age at intake", Unit.Years, Either, "Age at the start of the episode; missing where unknown.", s => s.Episode.AgeAtStart ?? double.NaN, "episodes.age_at_start"),
        F.Number("distance", "Distance to the clinic", Unit.Kilometres, Raises, "Distance to the clinic; missing where unknown.", s => s.Episode.DistanceKm ?? double.NaN, "episodes.distance_km"),
    ];
}
