namespace Predictor.Risk.Evaluation.Curves;

/// <summary>A point of the ROC curve. Both rates are weighted shares.</summary>
/// <param name="Threshold">Rows with this probability or more are alerts; null for the threshold that no row reaches.</param>
/// <param name="FalsePositiveRate">The share of rows with label 0 that are alerts.</param>
/// <param name="Sensitivity">The share of rows with label 1 that are alerts.</param>
public sealed record RocPoint(double? Threshold, double FalsePositiveRate, double Sensitivity);
