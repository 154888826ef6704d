using System.Buffers;
using Predictor.Trees.Explaining;

namespace Predictor.Trees;

/// <summary>
/// Exact path-dependent Shapley values of boosted trees, in double precision: Lundberg et al., "From local explanations to global understanding with
/// explainable AI for trees" (2020), algorithm 2. Columns that are not known follow both branches in the proportion of the covers. Safe to use from many
/// threads at once.
/// </summary>
public sealed class TreeExplainer
{
    private const int LargestOnStack = 256;

    private readonly TreeEnsemble _ensemble;
    private readonly int _pathElements;

    public TreeExplainer(TreeEnsemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        _ensemble = ensemble;
        var depth = 0;
        foreach (var tree in ensemble.Walked) depth = Math.Max(depth, tree.Depth);
        _pathElements = ShapleyWalk.PathElements(depth);
    }

    /// <summary>The mean score by the trees' covers, which the contributions start from.</summary>
    public double Baseline => _ensemble.BaselineScore;

    /// <summary>Writes what each column adds to a row's score: <see cref="Baseline"/> plus their sum is the score, up to rounding.</summary>
    /// <param name="row">One value a column; NaN is missing, a category is its code.</param>
    /// <param name="contributions">One entry a column, overwritten.</param>
    /// <exception cref="ArgumentException">A length is not the number of columns.</exception>
    public void Contribute(ReadOnlySpan<double> row, Span<double> contributions)
    {
        _ensemble.CheckLength(nameof(row), row.Length);
        _ensemble.CheckLength(nameof(contributions), contributions.Length);
        contributions.Clear();
        var rented = _pathElements > LargestOnStack ? ArrayPool<PathElement>.Shared.Rent(_pathElements) : null;
        Span<PathElement> paths = rented ?? stackalloc PathElement[LargestOnStack];
        foreach (var tree in _ensemble.Walked) new ShapleyWalk(tree, row, contributions).Walk(paths);
        if (rented is not null) ArrayPool<PathElement>.Shared.Return(rented);
    }
}
