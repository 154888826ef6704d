using Predictor.Trees;

namespace Predictor.Risk.Engines.Trees;

/// <summary>Scores rows with boosted trees; contributions are their exact path-dependent Shapley values.</summary>
/// <param name="ensemble">The trees.</param>
/// <param name="engine">The engine that they came from.</param>
internal sealed class TreesModel(TreeEnsemble ensemble, string engine = TreesEngine.EngineName) : IRiskModel
{
    private readonly TreeExplainer _explainer = new(ensemble);

    public TreeEnsemble Ensemble { get; } = ensemble;

    public string Engine { get; } = engine;

    public double BaselineLogOdds => Ensemble.BaselineScore;

    /// <inheritdoc/>
    public double LogOdds(ReadOnlySpan<double> row) => Ensemble.Score(row);

    /// <inheritdoc/>
    public void Contribute(ReadOnlySpan<double> row, Span<double> contributions) => _explainer.Contribute(row, contributions);
}
