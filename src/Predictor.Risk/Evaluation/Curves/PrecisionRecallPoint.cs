namespace Predictor.Risk.Evaluation.Curves;

/// <summary>A point of the precision-recall curve. Both are weighted shares.</summary>
/// <param name="Threshold">Rows with this probability or more are alerts.</param>
/// <param name="Sensitivity">The share of rows with label 1 that are alerts: recall.</param>
/// <param name="PositivePredictiveValue">The share of alerts with label 1: precision.</param>
public sealed record PrecisionRecallPoint(double Threshold, double Sensitivity, double PositivePredictiveValue);
