namespace Predictor.Risk.Evaluation.Curves;

/// <summary>How many rows have predictions in a range.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive, but for the last bin.</param>
/// <param name="Rows">Rows in it, not weighted.</param>
/// <param name="Share">The share of the weight of all rows.</param>
public sealed record PredictionBin(double From, double To, int Rows, double Share);
