using Predictor.Trees.Explaining;
using Predictor.Trees.Numerics;

namespace Predictor.Trees;

/// <summary>
/// Exact path-dependent Shapley values of boosted trees, in double precision, as defined by Lundberg et al., "From local explanations to global understanding with
/// explainable AI for trees" (2020): columns that are not known follow both branches in the proportion of the covers. The bits are the same for a row alone and among
/// others, at any number of threads and width of vectors. Safe to use from many threads at once.
/// </summary>
public sealed class TreeExplainer
{
    // Rows between two looks at whether the work is to end.
    private const int PieceRows = 64;

    private readonly TreeEnsemble _ensemble;
    private readonly Lazy<EnsembleExplainer> _explainer;

    public TreeExplainer(TreeEnsemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        _ensemble = ensemble;
        _explainer = new Lazy<EnsembleExplainer>(() => new EnsembleExplainer(ensemble));
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
        _explainer.Value.Contribute(row, contributions);
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
        ForPieces(rows, threads, (from, to) =>
            _explainer.Value.Contribute(rowMajorValues.Span[(from * columns)..(to * columns)], contributions.Span[(from * columns)..(to * columns)]), cancellation);
    }

    /// <summary>
    /// Writes a row's interaction values (Lundberg et al., equations 8 to 10): what two columns do together, beyond what each does, stands half in each of the two places of
    /// their pair, and on the diagonal what a column does by itself. The matrix is symmetric, and each of its rows sums to the column's contribution.
    /// </summary>
    /// <param name="row">One value a column; NaN is missing, a category is its code.</param>
    /// <param name="interactions">Columns x columns, overwritten.</param>
    /// <exception cref="ArgumentException">A length is not as expected, or there are more columns than the sides of a matrix in memory can have.</exception>
    public void Interact(ReadOnlySpan<double> row, Span<double> interactions)
    {
        _ensemble.CheckLength(nameof(row), row.Length);
        CheckInteractions(nameof(interactions), 1, interactions.Length);
        _explainer.Value.Interact(row, interactions);
    }

    /// <summary>Writes the interaction values of many rows, each to the bits of <see cref="Interact(ReadOnlySpan{double}, Span{double})"/>.</summary>
    /// <param name="rowMajorValues">Rows x columns.</param>
    /// <param name="interactions">Rows x columns x columns, overwritten.</param>
    /// <param name="threads">The largest number of threads; 0 for as many as there are processors.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The lengths are not those of the same whole number of rows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Interact(ReadOnlyMemory<double> rowMajorValues, Memory<double> interactions, int threads, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        var columns = _ensemble.Columns.Count;
        var rows = _ensemble.CheckRows(nameof(rowMajorValues), rowMajorValues.Length);
        CheckInteractions(nameof(interactions), rows, interactions.Length);
        ForPieces(rows, threads, (from, to) =>
            _explainer.Value.Interact(rowMajorValues.Span[(from * columns)..(to * columns)], interactions.Span[(from * columns * columns)..(to * columns * columns)]), cancellation);
    }

    private static void ForPieces(int rows, int threads, Action<int, int> action, CancellationToken cancellation) =>
        new Workers(threads, cancellation).ForEach((rows + PieceRows - 1) / PieceRows, piece => action(piece * PieceRows, Math.Min(rows, (piece + 1) * PieceRows)));

    private void CheckInteractions(string name, int rows, int length)
    {
        var columns = _ensemble.Columns.Count;
        if ((long)columns * columns > Array.MaxLength) throw new ArgumentException($"The trees have {columns} columns; expected at most {(int)Math.Sqrt(Array.MaxLength)}, whose interactions an array can hold.", name);
        if (length != (long)rows * columns * columns)
            throw new ArgumentException($"{length} interactions for {rows} rows; expected {(long)rows * columns * columns}, {columns} x {columns} a row.", name);
    }
}
