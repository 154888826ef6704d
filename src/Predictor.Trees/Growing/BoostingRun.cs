using Predictor.Trees.Growing;
using Predictor.Trees.Numerics;

namespace Predictor.Trees;

/// <summary>
/// Gradient boosting of the weighted log loss with second-order steps (Friedman, 2001; Chen and Guestrin, 2016), one tree at a time. Not safe for several
/// threads; the result does not depend on how many it uses itself.
/// </summary>
public sealed class BoostingRun
{
    private readonly BinnedTable _table;
    private readonly byte[] _labels;
    private readonly double[] _weights;
    private readonly int[] _rows;
    private readonly int[] _validation;
    private readonly int[] _columns;
    private readonly double[] _scores;
    private readonly double _baseScore;
    private readonly GradientPairs _gradients;
    private readonly TreeGrower _grower;
    private readonly Draws _draws;
    private readonly ParallelOptions _threads;
    private readonly List<TreeData> _trees = [];
    private readonly List<double> _validationLoss = [];

    /// <param name="options">How trees are grown.</param>
    /// <param name="table">The columns of all rows.</param>
    /// <param name="labels">0 or 1 for each row of the table.</param>
    /// <param name="weights">Positive and finite, one for each row of the table.</param>
    /// <param name="rows">The rows to learn from; both labels have to be among them.</param>
    /// <param name="validation">Rows whose loss is followed; there may be none.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">An argument is not as expected; the message names the first entry at fault.</exception>
    public BoostingRun(BoostingOptions options, BinnedTable table, byte[] labels, double[] weights, int[] rows, int[] validation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(validation);
        options.Check();
        BoostingRows.Check(table, labels, weights, rows, validation);
        (_table, _labels, _weights, _rows, _validation) = (table, labels, weights, rows, validation);
        _columns = [.. Enumerable.Range(0, table.Columns.Count).Where(c => !table.Column(c).IsConstant)];
        _baseScore = BoostingRows.LogOdds(labels, weights, rows);
        _scores = new double[table.RowCount];
        Array.Fill(_scores, _baseScore);
        _gradients = new GradientPairs(table.RowCount);
        _grower = new TreeGrower(table, options, cancellation);
        _draws = new Draws(options);
        _threads = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation };
        FollowLoss();
    }

    /// <summary>How many trees there are.</summary>
    public int Rounds => _trees.Count;

    /// <summary>The weighted mean log loss on the validation rows before the first tree and after each; empty where there are no such rows.</summary>
    public IReadOnlyList<double> ValidationLoss => _validationLoss;

    /// <summary>Grows one more tree.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Step()
    {
        _gradients.Set(_rows, _scores, _labels, _weights, _threads);
        var tree = _grower.Grow(_draws.Rows(_rows, Rounds), _draws.Columns(_columns, Rounds), _gradients);
        // All rows of the training have a share in a tree's covers, so that its mean over them is its mean over the training.
        foreach (var row in _rows)
        {
            var leaf = tree.LeafOf(row);
            tree.Covers[leaf] += _weights[row];
            _scores[row] += tree.Value(leaf);
        }

        foreach (var row in _validation) _scores[row] += tree.Value(tree.LeafOf(row));
        tree.AddCover();
        _trees.Add(tree.ToData());
        FollowLoss();
    }

    /// <summary>The first trees as something that scores.</summary>
    /// <param name="rounds">How many, up to <see cref="Rounds"/>.</param>
    public TreeEnsemble Ensemble(int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rounds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rounds, Rounds);
        return new TreeEnsemble(new TreeEnsembleData(_baseScore, _trees[..rounds]), _table.Columns);
    }

    private void FollowLoss()
    {
        if (_validation.Length == 0) return;
        double loss = 0, weight = 0;
        foreach (var row in _validation)
        {
            loss += _weights[row] * StableMath.Softplus(_labels[row] == 1 ? -_scores[row] : _scores[row]);
            weight += _weights[row];
        }

        _validationLoss.Add(loss / weight);
    }
}
