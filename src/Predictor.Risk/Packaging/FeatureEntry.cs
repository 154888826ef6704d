using Predictor.Risk.Features;

namespace Predictor.Risk.Packaging;

/// <summary>One feature in <c>features.json</c>.</summary>
internal sealed record FeatureEntry
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required FeatureFamily Family { get; init; }

    public required string Unit { get; init; }

    /// <summary>The direction of the monotone constraint.</summary>
    public required RiskDirection Direction { get; init; }

    public required string Meaning { get; init; }

    public required bool IsCategorical { get; init; }

    /// <summary>Which scores the feature is made of, for scores of instruments that are not known by name.</summary>
    public GenericMeasure? Measure { get; init; }

    /// <summary>What the training rows showed.</summary>
    public required FeatureDistribution Distribution { get; init; }
}
