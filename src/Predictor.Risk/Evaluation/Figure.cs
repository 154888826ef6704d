namespace Predictor.Risk.Evaluation;

/// <summary>The statistics of predictions that have an interval.</summary>
internal enum Figure
{
    Auc,
    AveragePrecision,
    Brier,
    ScaledBrier,
    LogLoss,
    CalibrationIntercept,
    CalibrationSlope,
    Ici,
    E50,
    E90,
}
