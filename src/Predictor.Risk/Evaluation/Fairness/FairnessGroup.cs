using System.Text.Json.Serialization;

namespace Predictor.Risk.Evaluation.Fairness;

/// <summary>What one group gets. A group of fewer than <see cref="FairnessAudit.FewestClients"/> clients has no figures: they would tell of single people, and nothing of the model.</summary>
public sealed record FairnessGroup
{
    /// <summary>What its clients have in common.</summary>
    public required string Group { get; init; }

    /// <summary>True where there are too few clients for figures.</summary>
    public required bool IsSuppressed { get; init; }

    /// <summary>True for the largest group, which the others are compared with.</summary>
    public required bool IsReference { get; init; }

    /// <summary>The performance on its rows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Performance? Performance { get; init; }

    /// <summary>The weighted share of its rows at or above the threshold.</summary>
    public double? AlertRate { get; init; }

    public ConfidenceInterval? AlertRateCi { get; init; }

    /// <summary>The weighted share of its rows with label 1 below the threshold: who would be missed.</summary>
    public double? MissRate { get; init; }

    public ConfidenceInterval? MissRateCi { get; init; }

    /// <summary>Against the largest group.</summary>
    public GroupDifference? MissRateDifference { get; init; }

    /// <summary>Against the largest group.</summary>
    public GroupDifference? AlertRateDifference { get; init; }

    /// <summary>Against the largest group.</summary>
    public GroupDifference? AucDifference { get; init; }

    /// <summary>Against the largest group, in log-odds: above 0 its risk is told too low beside the other's.</summary>
    public GroupDifference? CalibrationInterceptDifference { get; init; }

    [JsonIgnore]
    internal IEnumerable<GroupDifference> Differences => new[] { MissRateDifference, AlertRateDifference, AucDifference, CalibrationInterceptDifference }.OfType<GroupDifference>();
}
