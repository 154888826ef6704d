namespace Predictor.Risk.Engines.Logistic;

/// <summary>A logistic model as plain data, for files. Numbers survive JSON to the last bit.</summary>
/// <param name="BaselineLogOdds">The weighted mean log-odds of the training rows: what the terms' shares are added to.</param>
/// <param name="Penalty">The penalty that it was learned with; informative.</param>
/// <param name="Terms">One a feature, in the order of the training columns; empty where the feature had nothing to tell.</param>
internal sealed record LogisticModelData(double BaselineLogOdds, double Penalty, IReadOnlyList<LogisticTerm> Terms);
