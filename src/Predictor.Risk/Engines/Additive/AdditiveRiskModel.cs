using Predictor.Trees;

namespace Predictor.Risk.Engines.Additive;

/// <summary>
/// Scores rows with an additive model. A feature's contribution is the value of its curve less the curve's mean over the training, and its share of the pairs it
/// is in: the exact path-dependent Shapley values of the tables as trees.
/// </summary>
internal sealed class AdditiveRiskModel(AdditiveModel model) : IRiskModel
{
    private readonly TreeExplainer _explainer = new(model.Ensemble);

    public AdditiveModel Model { get; } = model;

    public string Engine => AdditiveEngine.EngineName;

    public double BaselineLogOdds => Model.Ensemble.BaselineScore;

    /// <inheritdoc/>
    public double LogOdds(ReadOnlySpan<double> row) => Model.Ensemble.Score(row);

    /// <inheritdoc/>
    public void Contribute(ReadOnlySpan<double> row, Span<double> contributions) => _explainer.Contribute(row, contributions);
}
