using Predictor.Trees.Growing;
using Predictor.Trees.Numerics;

namespace Predictor.Trees;

/// <summary>
/// Gradient boosting with second-order steps (Friedman, 2001; Chen and Guestrin, 2016), one tree at a time. Not safe for several threads; the result does not
/// depend on how many it uses itself.
/// </summary>
/// <remarks>
/// Gradients and curvatures are summed as whole numbers, in units that the heaviest row sets: of 200,000 rows a curvature is kept to some 2^-28 of the greatest
/// possible, of sixteen million to 2^-16. A row whose own is smaller counts among the rows and adds no curvature: one row ten million times heavier than 50,000
/// others has left all trees without a split.
/// </remarks>
public sealed class BoostingRun
{
    private readonly BinnedTable _table;
    private readonly BoostingRows _rows;
    private readonly int[] _columns;
    private readonly double[] _scores;
    private readonly double _baseScore;
    private readonly Gradients _gradients;
    private readonly TreeGrower _grower;
    private readonly Draws _draws;
    private readonly Team _team;
    private readonly LeafMoves _moves;
    private readonly LossSum? _loss;
    private readonly List<TreeData> _trees = [];
    private readonly List<double> _validationLoss = [];

    /// <param name="options">How trees are grown; their number is not looked at.</param>
    /// <param name="table">The columns of all rows.</param>
    /// <param name="labels">0 or 1 for each row of the table.</param>
    /// <param name="weights">Positive and finite, one for each row of the table; one very heavy row makes the sums of all coarse, as said above. Not copied, and not to be changed while the run is used.</param>
    /// <param name="rows">The rows to learn from, each once and in any order; both labels have to be among them.</param>
    /// <param name="validation">Rows whose loss is followed, none of them among those to learn from; there may be none.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">An argument is not as expected; the message names the first entry at fault.</exception>
    public BoostingRun(
        BoostingOptions options, BinnedTable table, ReadOnlyMemory<byte> labels, ReadOnlyMemory<double> weights, int[] rows, int[] validation, CancellationToken cancellation)
        : this(options, table, Numbers(labels.Span), weights, rows, validation, null, cancellation)
    {
    }

    /// <param name="options">How trees are grown; their number is not looked at.</param>
    /// <param name="table">The columns of all rows.</param>
    /// <param name="targets">What the objective asks for, one for each row of the table. Not copied, and not to be changed while the run is used.</param>
    /// <param name="weights">Positive and finite, one for each row of the table; one very heavy row makes the sums of all coarse, as said above. Not copied, and not to be changed while the run is used.</param>
    /// <param name="rows">The rows to learn from, each once and in any order.</param>
    /// <param name="validation">Rows whose loss is followed, none of them among those to learn from; there may be none.</param>
    /// <param name="start">What to go on from; null to begin anew. Going on under the same options is as never having stopped, to the last bit.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">An argument is not as expected; the message names the first entry at fault.</exception>
    public BoostingRun(
        BoostingOptions options, BinnedTable table, double[] targets, ReadOnlyMemory<double> weights, int[] rows, int[] validation, BoostingStart? start, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(validation);
        options.Check();
        start?.Check(table);
        _table = table;
        _rows = new BoostingRows(table, options, targets, weights, rows, validation);
        _columns = [.. Enumerable.Range(0, table.Columns.Count).Where(c => !table.Column(c).IsConstant)];
        _baseScore = start?.Ensemble.BaseScore ?? options.Objective.BaseScore(_rows.Mean());
        _scores = start is not null ? [.. start.Scores] : new double[table.RowCount];
        if (start is null) Array.Fill(_scores, _baseScore);
        else _trees.AddRange(start.Ensemble.Trees);
        _team = new Team(options.Threads, cancellation);
        _gradients = new Gradients(options.Objective, _rows, _team);
        _draws = new Draws(options);
        _grower = new TreeGrower(table, options, _draws, _team);
        _moves = new LeafMoves(_rows, _scores, _team);
        if (_rows.Judge.Length > 0) _loss = new LossSum(options.Objective, _rows, _scores, _team);
        FollowLoss();
    }

    /// <summary>How many trees there are, those it went on from among them.</summary>
    public int Rounds => _trees.Count;

    /// <summary>The weighted mean loss on the validation rows at the start and after each tree grown; empty where there are no such rows.</summary>
    public IReadOnlyList<double> ValidationLoss => _validationLoss;

    /// <summary>Grows one more tree. One that finds nothing to split is a single leaf that adds nothing.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Step() => Step(_draws.Columns(_columns, Rounds));

    /// <summary>Grows one more tree on some columns alone, ascending, such as one of an additive model.</summary>
    internal void Step(int[] columns)
    {
        _team.Begin();
        try
        {
            _gradients.Set(_scores);
            var (drawn, undrawn) = _draws.Rows(_rows.Learn, Rounds);
            var tree = _grower.Grow(drawn.Span, (undrawn, _rows.Judge), columns, _gradients, Rounds);
            _moves.Apply(tree, _grower);
            _trees.Add(tree.ToData());
            FollowLoss();
        }
        finally
        {
            _team.End();
        }
    }

    /// <summary>The first trees as something that scores.</summary>
    /// <param name="rounds">How many, up to <see cref="Rounds"/>.</param>
    public TreeEnsemble Ensemble(int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rounds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rounds, Rounds);
        return new TreeEnsemble(new TreeEnsembleData(_baseScore, _trees[..rounds]), _table.Columns);
    }

    private static double[] Numbers(ReadOnlySpan<byte> labels)
    {
        var numbers = new double[labels.Length];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = labels[i];
        return numbers;
    }

    private void FollowLoss()
    {
        if (_loss is not null) _validationLoss.Add(_loss.Mean());
    }
}
