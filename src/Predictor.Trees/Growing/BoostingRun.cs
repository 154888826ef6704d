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
    private readonly ReadOnlyMemory<byte> _labels;
    private readonly ReadOnlyMemory<double> _weights;
    private readonly int[] _rows;
    private readonly int[] _validation;
    private readonly int[] _columns;
    private readonly double[] _scores;
    private readonly int[] _leaves;
    private readonly double[] _losses;
    private readonly double _validationWeight;
    private readonly double _baseScore;
    private readonly GradientPairs _gradients;
    private readonly TreeGrower _grower;
    private readonly Draws _draws;
    private readonly Workers _workers;
    private readonly List<TreeData> _trees = [];
    private readonly List<double> _validationLoss = [];

    /// <param name="options">How trees are grown; their number is not looked at.</param>
    /// <param name="table">The columns of all rows.</param>
    /// <param name="labels">0 or 1 for each row of the table.</param>
    /// <param name="weights">Positive and finite, one for each row of the table.</param>
    /// <param name="rows">The rows to learn from, each once and in any order; both labels have to be among them.</param>
    /// <param name="validation">Rows whose loss is followed, none of them among those to learn from; there may be none.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">An argument is not as expected; the message names the first entry at fault.</exception>
    public BoostingRun(
        BoostingOptions options, BinnedTable table, ReadOnlyMemory<byte> labels, ReadOnlyMemory<double> weights, int[] rows, int[] validation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(validation);
        options.Check();
        BoostingRows.Check(table, labels.Span, weights.Span, rows, validation);
        (_table, _labels, _weights) = (table, labels, weights);
        // Ascending, so that memory is read from end to end and the order given does not change a bit.
        (_rows, _validation) = ([.. rows.Order()], [.. validation.Order()]);
        _columns = [.. Enumerable.Range(0, table.Columns.Count).Where(c => !table.Column(c).IsConstant)];
        _baseScore = BoostingRows.LogOdds(labels.Span, weights.Span, _rows);
        _scores = new double[table.RowCount];
        Array.Fill(_scores, _baseScore);
        _leaves = new int[_rows.Length];
        _losses = new double[Workers.Pieces(_validation.Length)];
        foreach (var row in _validation) _validationWeight += weights.Span[row];
        _gradients = new GradientPairs(table.RowCount);
        _grower = new TreeGrower(table, options, cancellation);
        _draws = new Draws(options);
        _workers = new Workers(options.Threads, cancellation);
        FollowLoss();
    }

    /// <summary>How many trees there are.</summary>
    public int Rounds => _trees.Count;

    /// <summary>The weighted mean log loss on the validation rows before the first tree and after each; empty where there are no such rows.</summary>
    public IReadOnlyList<double> ValidationLoss => _validationLoss;

    /// <summary>Grows one more tree. One that finds nothing to split is a single leaf that adds nothing.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Step()
    {
        _gradients.Set(_rows, _scores, _labels, _weights, _workers);
        var tree = _grower.Grow(_draws.Rows(_rows, Rounds), _draws.Columns(_columns, Rounds), _gradients);
        Move(_rows, tree, _leaves);
        Move(_validation, tree, null);
        // All rows of the training have a share in a tree's covers, so that its mean over them is its mean over the training.
        var weights = _weights.Span;
        for (var i = 0; i < _rows.Length; i++) tree.Covers[_leaves[i]] += weights[_rows[i]];
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

    /// <summary>Adds a tree to the scores of some rows, and keeps the leaves they fall into where asked.</summary>
    private void Move(int[] rows, GrownTree tree, int[]? leaves) => _workers.ForPieces(rows.Length, (_, from, to) =>
    {
        for (var i = from; i < to; i++)
        {
            var leaf = tree.LeafOf(rows[i]);
            if (leaves is not null) leaves[i] = leaf;
            _scores[rows[i]] += tree.Value(leaf);
        }
    });

    private void FollowLoss()
    {
        if (_validation.Length == 0) return;
        _workers.ForPieces(_validation.Length, (piece, from, to) =>
        {
            var labels = _labels.Span;
            var weights = _weights.Span;
            var loss = 0.0;
            foreach (var row in _validation.AsSpan(from, to - from)) loss += weights[row] * StableMath.Softplus(labels[row] == 1 ? -_scores[row] : _scores[row]);
            _losses[piece] = loss;
        });

        // In the order of the pieces, whoever summed them.
        var sum = 0.0;
        foreach (var loss in _losses) sum += loss;
        _validationLoss.Add(sum / _validationWeight);
    }
}
