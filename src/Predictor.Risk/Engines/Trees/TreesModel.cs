using Predictor.Trees;

namespace Predictor.Risk.Engines.Trees;

/// <summary>Scores rows with boosted trees; contributions are their exact path-dependent Shapley values.</summary>
internal sealed class TreesModel(TreeEnsemble ensemble) : IRiskModel
{
    private readonly TreeExplainer _explainer = new(ensemble);

    public TreeEnsemble Ensemble { get; } = ensemble;

    public string Engine => TreesEngine.EngineName;

    public double BaselineLogOdds => Ensemble.BaselineScore;

    /// <inheritdoc/>
    public double LogOdds(ReadOnlySpan<double> row) => Ensemble.Score(row);

    /// <inheritdoc/>
    public void Contribute(ReadOnlySpan<double> row, Span<double> contributions) => _explainer.Contribute(row, contributions);
}
