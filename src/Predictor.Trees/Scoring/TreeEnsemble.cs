using Predictor.Trees.Scoring;

namespace Predictor.Trees;

/// <summary>Boosted trees that score rows. Safe to use from many threads at once.</summary>
public sealed class TreeEnsemble
{
    private readonly Tree[] _trees;

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
        _trees = [.. data.Trees.Select(t => new Tree(t, columns))];
        Baseline = data.BaseScore + _trees.Sum(t => t.Mean);
    }

    /// <summary>The trees as plain data.</summary>
    public TreeEnsembleData Data { get; }

    public IReadOnlyList<TreeColumn> Columns { get; }

    /// <summary>The mean score by the trees' covers: of the built-in training, the weighted mean over its rows.</summary>
    public double Baseline { get; }

    internal ReadOnlySpan<Tree> Trees => _trees;

    /// <summary>The score of a row in log-odds: the base score plus what each tree adds, in their order.</summary>
    /// <param name="row">One value a column; NaN is missing, a category is its code.</param>
    /// <exception cref="ArgumentException">There is not one value a column.</exception>
    public double Score(ReadOnlySpan<double> row)
    {
        CheckLength(nameof(row), row.Length);
        var score = Data.BaseScore;
        foreach (var tree in _trees) score += tree.Score(row);
        return score;
    }

    internal void CheckLength(string name, int length)
    {
        if (length != Columns.Count) throw new ArgumentException($"{length} entries; expected {Columns.Count}, one a column of the trees.", name);
    }
}
