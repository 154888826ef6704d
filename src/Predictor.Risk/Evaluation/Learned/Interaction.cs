namespace Predictor.Risk.Evaluation.Learned;

/// <summary>What two features do together beyond what each does alone (Shapley interaction values, Lundberg et al. 2020).</summary>
/// <param name="First">One feature.</param>
/// <param name="Second">The other.</param>
/// <param name="MeanAbsoluteLogOdds">The mean of both halves of their interaction without its sign, after calibration.</param>
public sealed record Interaction(string First, string Second, double MeanAbsoluteLogOdds);
