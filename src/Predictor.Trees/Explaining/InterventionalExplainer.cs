using Predictor.Trees.Explaining;
using Predictor.Trees.Numerics;

namespace Predictor.Trees;

/// <summary>
/// Exact interventional Shapley values of boosted trees, in double precision: columns that are not known have the values of background rows, in turn (Lundberg et al.,
/// "From local explanations to global understanding with explainable AI for trees", 2020, algorithm 3; Janzing et al., "Feature relevance quantification in explainable AI: a
/// causal problem", 2020). Other than path-dependent values these give a column nothing that the score does not use, and hang on the background that is chosen. Safe
/// to use from many threads at once.
/// </summary>
public sealed class InterventionalExplainer
{
    private readonly TreeEnsemble _ensemble;
    private readonly InterventionalTree[] _trees;
    private readonly int _backgroundRows;

    /// <param name="ensemble">The trees.</param>
    /// <param name="background">Rows x columns, at least one row; not kept. The work of a row grows with how many differ along the trees.</param>
    /// <exception cref="ArgumentException">The length is not that of a whole number of rows, or there is none.</exception>
    public InterventionalExplainer(TreeEnsemble ensemble, ReadOnlySpan<double> background)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        _ensemble = ensemble;
        _backgroundRows = ensemble.CheckRows(nameof(background), background.Length);
        if (_backgroundRows == 0) throw new ArgumentException("There are no background rows; expected at least one.", nameof(background));
        var columns = ensemble.Columns.Count;
        _trees = new InterventionalTree[ensemble.Walked.Length];
        for (var t = 0; t < _trees.Length; t++) _trees[t] = new InterventionalTree(ensemble.Walked[t], background, columns);
        var sum = 0.0;
        for (var r = 0; r < _backgroundRows; r++) sum += ensemble.Score(background.Slice(r * columns, columns));
        Baseline = sum / _backgroundRows;
    }

    /// <summary>The mean score of the background, which the contributions start from.</summary>
    public double Baseline { get; }

    /// <summary>Writes what each column adds to a row's score: <see cref="Baseline"/> plus their sum is the score, up to rounding.</summary>
    /// <param name="row">One value a column; NaN is missing, a category is its code.</param>
    /// <param name="contributions">One entry a column, overwritten.</param>
    /// <exception cref="ArgumentException">A length is not the number of columns.</exception>
    public void Contribute(ReadOnlySpan<double> row, Span<double> contributions)
    {
        _ensemble.CheckLength(nameof(row), row.Length);
        _ensemble.CheckLength(nameof(contributions), contributions.Length);
        contributions.Clear();
        foreach (var tree in _trees) tree.AddTo(row, contributions);
        foreach (ref var contribution in contributions) contribution /= _backgroundRows;
    }

    /// <summary>Writes what each column adds to the scores of many rows, each to the bits of <see cref="Contribute(ReadOnlySpan{double}, Span{double})"/>.</summary>
    /// <param name="rowMajorValues">Rows x columns.</param>
    /// <param name="contributions">Rows x columns, overwritten.</param>
    /// <param name="threads">The largest number of threads; 0 for as many as there are processors.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The lengths are not those of the same whole number of rows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Contribute(ReadOnlyMemory<double> rowMajorValues, Memory<double> contributions, int threads, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        var columns = _ensemble.Columns.Count;
        var rows = _ensemble.CheckRows(nameof(rowMajorValues), rowMajorValues.Length);
        if (contributions.Length != rowMajorValues.Length)
            throw new ArgumentException($"{contributions.Length} contributions for {rowMajorValues.Length} values; expected one a value.", nameof(contributions));
        new Workers(threads, cancellation).ForEach(rows, r => Contribute(rowMajorValues.Span.Slice(r * columns, columns), contributions.Span.Slice(r * columns, columns)));
    }
}
