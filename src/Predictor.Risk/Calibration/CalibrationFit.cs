namespace Predictor.Risk.Calibration;

/// <summary>What was fitted, and what a reader should know about it.</summary>
/// <param name="Calibration">The calibration.</param>
/// <param name="Note">A sentence where only the intercept could be fitted; else null.</param>
internal sealed record CalibrationFit(AffineCalibration Calibration, string? Note);
