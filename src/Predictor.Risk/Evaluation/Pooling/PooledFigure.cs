using System.Text.Json.Serialization;

namespace Predictor.Risk.Evaluation.Pooling;

/// <summary>A figure pooled over clinics by random effects.</summary>
public sealed record PooledFigure
{
    /// <summary>How many clinics are pooled.</summary>
    public required int Clinics { get; init; }

    /// <summary>The mean over clinics like these.</summary>
    public required double Mean { get; init; }

    /// <summary>Its 95 % interval (Hartung and Knapp).</summary>
    public required ConfidenceInterval MeanCi { get; init; }

    /// <summary>Where the figure of another clinic like these lies in 95 of 100 cases; null with fewer than 3 clinics.</summary>
    public ConfidenceInterval? PredictionInterval { get; init; }

    /// <summary>The variance between clinics; of an AUC, that of its log-odds.</summary>
    public required double Tau2 { get; init; }

    /// <summary>The share of the variance of the estimates that is between clinics, 0 to 1.</summary>
    public required double I2 { get; init; }

    /// <summary>The clinics whose figure could not be pooled, with the reason; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? LeftOut { get; init; }
}
