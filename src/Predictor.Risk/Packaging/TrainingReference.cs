namespace Predictor.Risk.Packaging;

/// <summary>What one head made of its training rows, each client counting once: what later rows are compared with.</summary>
/// <param name="Scores">The distribution of the calibrated probability, out of fold.</param>
/// <param name="MeanContributions">For each feature, in the order of the columns, its mean calibrated contribution in log-odds.</param>
internal sealed record TrainingReference(ClientDistribution Scores, IReadOnlyList<double> MeanContributions);
