namespace Predictor.Risk.Evaluation;

/// <summary>Recalibrated log-odds = intercept + slope * predicted log-odds.</summary>
internal readonly record struct RecalibrationLine(double Intercept, double Slope);
