namespace Predictor.Trees;

/// <summary>What a training came to.</summary>
/// <param name="Ensemble">All trees that were grown; <see cref="TreeEnsemble.First"/> gives the best of them.</param>
/// <param name="ValidationLoss">The weighted mean loss on the validation rows at the start and after each tree that was grown; empty where there are no such rows.</param>
/// <param name="BestRounds">The number of trees at which that loss is least, the fewest among equals; all trees where there are no validation rows.</param>
public sealed record BoostingResult(TreeEnsemble Ensemble, IReadOnlyList<double> ValidationLoss, int BestRounds);
