namespace Predictor.Risk.Evaluation.Curves;

/// <summary>A point of the smoothed calibration curve.</summary>
/// <param name="Predicted">The predicted probability.</param>
/// <param name="Observed">The observed rate around it. May leave 0 to 1 a little, as any local line may.</param>
public sealed record CalibrationPoint(double Predicted, double Observed);
