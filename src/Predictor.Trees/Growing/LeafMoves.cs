using System.Runtime.CompilerServices;
using Predictor.Trees.Numerics;

namespace Predictor.Trees.Growing;

/// <summary>Adds a tree to the scores of all rows, leaf by leaf as the grower has them, and sums the weights of the training rows in each leaf.</summary>
internal sealed class LeafMoves
{
    private readonly double[] _scores;
    private readonly Team _team;
    // Rows to judge by have no share in a cover: all rows of the training do, so that a tree's mean over its covers is its mean over the training.
    private readonly double[]? _coverWeights;
    private readonly List<(int Leaf, bool IsPassing, int From, int Count)> _pieces = [];
    private readonly Action<int, int> _move;
    private double[] _sums = [];
    private GrownTree _tree = null!;
    private TreeGrower _grower = null!;

    public LeafMoves(BoostingRows rows, double[] scores, Team team)
    {
        (_scores, _team, _move) = (scores, team, Move);
        var weights = rows.Weights;
        // Where all count for one, rows are counted and not summed: the same number.
        if (rows.Judge.Length == 0 && !weights.ContainsAnyExcept(1.0)) return;
        _coverWeights = new double[scores.Length];
        foreach (var row in rows.Learn) _coverWeights[row] = weights[row];
    }

    public void Apply(GrownTree tree, TreeGrower grower)
    {
        (_tree, _grower) = (tree, grower);
        _pieces.Clear();
        for (var n = 0; n < tree.Nodes.Count; n++)
        {
            if (tree.Nodes[n].IsSplit) continue;
            AddPieces(n, false, tree.Nodes[n].Rows);
            AddPieces(n, true, tree.Nodes[n].Passing);
        }

        if (_sums.Length < _pieces.Count) _sums = new double[2 * _pieces.Count];
        _team.ForEach(_pieces.Count, _move);
        // In the order of the pieces, whoever summed them.
        for (var p = 0; p < _pieces.Count; p++) tree.AddCover(_pieces[p].Leaf, _sums[p]);
    }

    private void AddPieces(int leaf, bool isPassing, int count)
    {
        for (var from = 0; from < count; from += Workers.Size) _pieces.Add((leaf, isPassing, from, Math.Min(Workers.Size, count - from)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Move(int piece, int thread)
    {
        var (leaf, isPassing, from, count) = _pieces[piece];
        var node = _tree.Nodes[leaf];
        var rows = (isPassing ? _grower.Passing(node) : _grower.Rows(node)).Slice(from, count);
        var value = _tree.Value(leaf);
        var scores = _scores;
        foreach (var row in rows) scores[row] += value;
        if (_coverWeights is not { } weights)
        {
            _sums[piece] = rows.Length;
            return;
        }

        var sum = 0.0;
        foreach (var row in rows) sum += weights[row];
        _sums[piece] = sum;
    }
}
