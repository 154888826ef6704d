using Predictor.Risk.Features;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;

namespace Predictor.Risk.Training.Card;

/// <summary>What a card is made of.</summary>
internal sealed record CardRun
{
    /// <summary>How events become rows.</summary>
    public required PipelineOptions Pipeline { get; init; }

    /// <summary>Name, version, seed, folds, and what somebody states for the card.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>The name of the engine that the model came from.</summary>
    public required string Engine { get; init; }

    /// <summary>Where an imported model comes from; null for one that was trained here.</summary>
    public required string? Origin { get; init; }

    /// <summary>What the model reads.</summary>
    public required FeatureSet Features { get; init; }

    /// <summary>What the training rows showed of each feature.</summary>
    public required IReadOnlyList<FeatureDistribution> Distributions { get; init; }

    /// <summary>The landmarks of the data.</summary>
    public required Cohort Cohort { get; init; }

    /// <summary>The SHA-256 of the export.</summary>
    public required string DataFingerprint { get; init; }

    /// <summary>The figures.</summary>
    public required MetricsDocument Metrics { get; init; }
}
