namespace Predictor.Risk.Engines.Logistic;

/// <summary>The penalty that predicted best out of fold.</summary>
/// <param name="Penalty">The chosen one.</param>
/// <param name="LogLoss">Its weighted mean log loss out of fold.</param>
/// <param name="Rows">The number of rows that it was chosen on.</param>
/// <param name="Tried">How many of the penalties, from the largest on, were tried.</param>
/// <param name="Coefficients">The mean of the folds' coefficients under it: where a fit of all rows may start.</param>
internal sealed record PenaltyChoice(double Penalty, double LogLoss, int Rows, int Tried, double[] Coefficients);
