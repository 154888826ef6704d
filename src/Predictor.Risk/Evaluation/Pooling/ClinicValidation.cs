namespace Predictor.Risk.Evaluation.Pooling;

/// <summary>
/// Internal-external cross-validation (Steyerberg and Harrell 2016; Debray et al. 2013): each clinic is left out in turn, a model is trained on the others
/// in the same way, and judged on it. It tells how the way of training travels; the packaged model is trained on all clinics.
/// </summary>
public sealed record ClinicValidation
{
    /// <summary>One entry a clinic that was left out.</summary>
    public required IReadOnlyList<ClinicPerformance> ByClinic { get; init; }

    /// <summary>AUC, pooled as log-odds; null where it cannot be pooled.</summary>
    public PooledFigure? Auc { get; init; }

    /// <summary>Calibration in the large.</summary>
    public PooledFigure? CalibrationIntercept { get; init; }

    public PooledFigure? CalibrationSlope { get; init; }

    /// <summary>What a reader should know, in sentences: which clinics were put together, and which could not be judged.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
