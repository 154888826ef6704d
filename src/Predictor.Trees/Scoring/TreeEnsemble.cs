using Predictor.Trees.Numerics;
using Predictor.Trees.Scoring;

namespace Predictor.Trees;

/// <summary>Boosted trees that score rows. Safe to use from many threads at once.</summary>
public sealed class TreeEnsemble
{
    private readonly Tree[] _trees;
    private readonly Lazy<EnsembleScorer> _scorer;

    /// <param name="data">The trees.</param>
    /// <param name="columns">The columns of the rows to be scored.</param>
    /// <exception cref="ArgumentException">The trees cannot be walked, or do not fit the columns; the message names the tree, the field, its value and what was expected.</exception>
    public TreeEnsemble(TreeEnsembleData data, IReadOnlyList<TreeColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(columns);
        TreeDataCheck.Check(data, columns);
        Data = data;
        Columns = columns;
        _trees = [.. data.Trees.Select(t => new Tree(t, columns, data.CategoryRule))];
        BaselineScore = data.BaseScore + _trees.Sum(t => t.Mean);
        _scorer = new Lazy<EnsembleScorer>(() => new EnsembleScorer(this));
    }

    /// <summary>The trees as plain data.</summary>
    public TreeEnsembleData Data { get; }

    public IReadOnlyList<TreeColumn> Columns { get; }

    /// <summary>The mean score by the trees' covers: of the built-in training, the weighted mean over its rows.</summary>
    public double BaselineScore { get; }

    /// <summary>What the trees' values are added to, in log-odds.</summary>
    public double BaseScore => Data.BaseScore;

    /// <summary>The trees in the order in which they were grown.</summary>
    public IReadOnlyList<TreeData> Trees => Data.Trees;

    internal ReadOnlySpan<Tree> Walked => _trees;

    /// <summary>The ensemble of the first trees alone.</summary>
    /// <param name="rounds">How many, 0 to the number of trees.</param>
    public TreeEnsemble First(int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rounds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rounds, _trees.Length);
        return new TreeEnsemble(Data with { Trees = [.. Data.Trees.Take(rounds)] }, Columns);
    }

    /// <summary>The score of a row in log-odds: the base score plus what each tree adds, in their order.</summary>
    /// <param name="row">One value a column; NaN is missing, a category is its code.</param>
    /// <exception cref="ArgumentException">There is not one value a column.</exception>
    public double Score(ReadOnlySpan<double> row)
    {
        CheckLength(nameof(row), row.Length);
        return _scorer.Value.Score(row);
    }

    /// <summary>Scores many rows, each to the bits of <see cref="Score(ReadOnlySpan{double})"/>.</summary>
    /// <param name="rowMajorValues">Rows x columns.</param>
    /// <param name="scores">One entry a row, overwritten.</param>
    /// <param name="threads">The largest number of threads; 0 for as many as there are processors.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">There is not one value a column for each row.</exception>
    public void Score(ReadOnlyMemory<double> rowMajorValues, Memory<double> scores, int threads, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        var columns = Columns.Count;
        if (rowMajorValues.Length != (long)scores.Length * columns)
            throw new ArgumentException($"{rowMajorValues.Length} values for {scores.Length} scores; expected {(long)scores.Length * columns}, {columns} a score.", nameof(rowMajorValues));
        new Workers(threads, cancellation).ForPieces(scores.Length, (_, from, to) => _scorer.Value.Score(rowMajorValues.Span[(from * columns)..(to * columns)], scores.Span[from..to]));
    }

    internal int CheckRows(string name, int length)
    {
        if (Columns.Count == 0 ? length != 0 : length % Columns.Count != 0) throw new ArgumentException($"{length} values; expected {Columns.Count} a row.", name);
        return Columns.Count == 0 ? 0 : length / Columns.Count;
    }

    internal void CheckLength(string name, int length)
    {
        if (length != Columns.Count) throw new ArgumentException($"{length} entries; expected {Columns.Count}, one a column of the trees.", name);
    }
}
