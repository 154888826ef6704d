namespace Predictor.Risk.Evaluation.Learned;

/// <summary>How steadily a feature counts.</summary>
/// <param name="Code">The feature.</param>
/// <param name="Name">It in a few words.</param>
/// <param name="Rank">Its rank in the model by mean absolute contribution, 1 for the strongest; null where the model does not use it.</param>
/// <param name="BestRank">Its best rank in a refit; null where none uses it.</param>
/// <param name="WorstRank">Its worst rank in a refit; null where some refit does not use it.</param>
/// <param name="StrongestShare">The share of refits in which it is among the strongest.</param>
public sealed record FeatureStability(string Code, string Name, int? Rank, int? BestRank, int? WorstRank, double StrongestShare);
