namespace Predictor.Risk.Evaluation.Learned;

/// <summary>
/// Whether other clients of the same clinic would have taught the same: models of drawn shares of the training clients, looked at on the rows that the model is judged on (Riley and Collins 2023,
/// <i>Biom J</i> 65:2200302).
/// </summary>
/// <remarks>
/// A share of 63 % drawn without putting back holds as many different clients as a bootstrap sample does, and no client twice, who would stand in two folds. Models of fewer clients differ more than models of as many
/// as there are would: the check errs on the side of caution.
/// </remarks>
public sealed record Stability
{
    /// <summary>How many models were trained.</summary>
    public required int Refits { get; init; }

    /// <summary>The share of the training clients that each learned from.</summary>
    public required double ClientShare { get; init; }

    /// <summary>Rows looked at.</summary>
    public required int Rows { get; init; }

    /// <summary>The features that are among the strongest of the model or of any refit, by their rank in the model.</summary>
    public required IReadOnlyList<FeatureStability> Features { get; init; }

    /// <summary>Of the model's strongest features, the share that is among the strongest of a refit too, on average.</summary>
    public required double SharedStrongest { get; init; }

    /// <summary>The weighted mean distance between the model's risk and a refit's, in probability: Riley and Collins's mean absolute prediction error.</summary>
    public required double MeanAbsoluteDifference { get; init; }

    /// <summary>The distance that nine of ten risks keep within, in probability.</summary>
    public required double Difference90 { get; init; }

    /// <summary>The weighted share of rows that a refit puts into another band of the model's, on average.</summary>
    public required double OtherBand { get; init; }

    /// <summary>The lowest and highest AUC of the refits; null where the rows have one label.</summary>
    public required ConfidenceInterval? AucRange { get; init; }
}
