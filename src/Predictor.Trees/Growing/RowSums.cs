namespace Predictor.Trees.Growing;

/// <summary>What some rows sum to.</summary>
/// <param name="Gradient">The first derivatives of the loss.</param>
/// <param name="Curvature">The second ones.</param>
/// <param name="Rows">How many rows there are.</param>
internal readonly record struct RowSums(double Gradient, double Curvature, int Rows);
