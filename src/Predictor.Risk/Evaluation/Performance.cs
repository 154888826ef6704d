using System.Text.Json.Serialization;

namespace Predictor.Risk.Evaluation;

/// <summary>
/// How well predictions did on one set of rows. All statistics use the censoring weights. A statistic that the rows do not define is
/// null, and <see cref="Undefined"/> says why.
/// </summary>
public record Performance
{
    public required int Rows { get; init; }

    public required int Clients { get; init; }

    /// <summary>Rows with label 1, not weighted.</summary>
    public required int Positives { get; init; }

    /// <summary>Rows left out because their label was not known by the cut; null where that cannot be told for this set.</summary>
    public required int? Censored { get; init; }

    /// <summary>The weighted share of rows with label 1.</summary>
    public double? Prevalence { get; init; }

    /// <summary>Area under the ROC curve, ties counted half.</summary>
    public double? Auc { get; init; }

    /// <summary>95 % percentile bootstrap interval of <see cref="Auc"/> with clients drawn; so are the other intervals.</summary>
    public ConfidenceInterval? AucCi { get; init; }

    /// <summary>Average precision, without interpolation. To be read beside <see cref="Prevalence"/>, which chance reaches.</summary>
    public double? AveragePrecision { get; init; }

    public ConfidenceInterval? AveragePrecisionCi { get; init; }

    /// <summary>Brier score, lower is better.</summary>
    public double? Brier { get; init; }

    public ConfidenceInterval? BrierCi { get; init; }

    /// <summary>Scaled Brier score: 1 is perfect, 0 as good as predicting the prevalence for every row.</summary>
    public double? ScaledBrier { get; init; }

    public ConfidenceInterval? ScaledBrierCi { get; init; }

    /// <summary>Logarithmic loss in nats, predictions clipped to 2^-52.</summary>
    public double? LogLoss { get; init; }

    public ConfidenceInterval? LogLossCi { get; init; }

    /// <summary>Calibration in the large, in log-odds with the slope held at 1: 0 is right, above 0 predictions were too low.</summary>
    public double? CalibrationIntercept { get; init; }

    public ConfidenceInterval? CalibrationInterceptCi { get; init; }

    /// <summary>Slope of the label on the predicted log-odds, with an intercept of its own: 1 is right, below 1 predictions were too extreme.</summary>
    public double? CalibrationSlope { get; init; }

    public ConfidenceInterval? CalibrationSlopeCi { get; init; }

    /// <summary>Integrated calibration index: the mean distance between prediction and smoothed observed rate.</summary>
    public double? Ici { get; init; }

    public ConfidenceInterval? IciCi { get; init; }

    /// <summary>The median of that distance.</summary>
    public double? E50 { get; init; }

    public ConfidenceInterval? E50Ci { get; init; }

    /// <summary>Its 90th percentile.</summary>
    public double? E90 { get; init; }

    public ConfidenceInterval? E90Ci { get; init; }

    /// <summary>For each statistic that is null, by its name in JSON, the reason; <c>intervals</c> for all of them; null where all are defined.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Undefined { get; init; }
}
