using System.Runtime.CompilerServices;
using Predictor.Trees.Numerics;

namespace Predictor.Trees.Growing;

/// <summary>The derivatives of the weighted loss at each row's score, packed for sums.</summary>
internal sealed class Gradients
{
    private const int Block = 256;

    private readonly BoostingObjective _objective;
    private readonly BoostingRows _rows;
    private readonly Team _team;
    private readonly Action<int, int> _set;
    private readonly Action<int, int> _measure;
    private readonly double[] _largest;
    private readonly double[] _largestCurvature;
    private double[] _scores = [];

    public Gradients(BoostingObjective objective, BoostingRows rows, Team team)
    {
        (_objective, _rows, _team) = (objective, rows, team);
        Sums = new PackedSums[rows.Targets.Length];
        (_set, _measure) = (SetPiece, MeasurePiece);
        var pieces = Workers.Pieces(rows.Learn.Length);
        (_largest, _largestCurvature) = objective.Bounds is null ? (new double[pieces], new double[pieces]) : ([], []);
        if (objective.Bounds is not { } bounds) return;
        var heaviest = 0.0;
        var weights = rows.Weights;
        foreach (var row in rows.Learn) heaviest = Math.Max(heaviest, weights[row]);
        Point = new FixedPoint(rows.Learn.Length, heaviest * bounds.Gradient, heaviest * bounds.Curvature);
    }

    /// <summary>For each row of the table what it adds to a sum; set for the rows to learn from alone.</summary>
    public PackedSums[] Sums { get; }

    /// <summary>How that is packed.</summary>
    public FixedPoint Point { get; private set; }

    /// <summary>Sets those of the rows to learn from.</summary>
    public void Set(double[] scores)
    {
        _scores = scores;
        var pieces = Workers.Pieces(_rows.Learn.Length);
        if (_objective.Bounds is null)
        {
            _team.ForEach(pieces, _measure);
            Point = new FixedPoint(_rows.Learn.Length, _largest.Max(), _largestCurvature.Max());
        }

        _team.ForEach(pieces, _set);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SetPiece(int piece, int thread)
    {
        Span<double> gradients = stackalloc double[Block];
        Span<double> curvatures = stackalloc double[Block];
        var point = Point;
        var weights = _rows.Weights;
        foreach (var rows in new Blocks(_rows.Learn, piece))
        {
            Compute(rows, gradients, curvatures);
            for (var i = 0; i < rows.Length; i++)
            {
                var weight = weights[rows[i]];
                Sums[rows[i]] = point.Pack(weight * gradients[i], weight * curvatures[i]);
            }
        }
    }

    private void MeasurePiece(int piece, int thread)
    {
        Span<double> gradients = stackalloc double[Block];
        Span<double> curvatures = stackalloc double[Block];
        double largest = 0, largestCurvature = 0;
        var weights = _rows.Weights;
        foreach (var rows in new Blocks(_rows.Learn, piece))
        {
            Compute(rows, gradients, curvatures);
            for (var i = 0; i < rows.Length; i++)
            {
                var weight = weights[rows[i]];
                if (!double.IsFinite(gradients[i]) || !(curvatures[i] >= 0) || double.IsInfinity(curvatures[i]))
                    throw new ArithmeticException($"The objective has gradient {gradients[i]:R} and curvature {curvatures[i]:R} in row {rows[i]} at score {_scores[rows[i]]:R}; expected finite numbers, the curvature not negative.");
                largest = Math.Max(largest, weight * Math.Abs(gradients[i]));
                largestCurvature = Math.Max(largestCurvature, weight * curvatures[i]);
            }
        }

        (_largest[piece], _largestCurvature[piece]) = (largest, largestCurvature);
    }

    private void Compute(ReadOnlySpan<int> rows, Span<double> gradients, Span<double> curvatures)
    {
        Span<double> scores = stackalloc double[Block];
        Span<double> targets = stackalloc double[Block];
        if (rows[^1] - rows[0] == rows.Length - 1)
        {
            _objective.Derivatives(_scores.AsSpan(rows[0], rows.Length), _rows.Targets.AsSpan(rows[0], rows.Length), gradients, curvatures);
            return;
        }

        for (var i = 0; i < rows.Length; i++) (scores[i], targets[i]) = (_scores[rows[i]], _rows.Targets[rows[i]]);
        _objective.Derivatives(scores[..rows.Length], targets[..rows.Length], gradients, curvatures);
    }

    /// <summary>The blocks of a piece.</summary>
    private ref struct Blocks(int[] rows, int piece)
    {
        private readonly int _end = Math.Min(rows.Length, (piece + 1) * Workers.Size);
        private int _next = piece * Workers.Size;

        public ReadOnlySpan<int> Current { get; private set; }

        public readonly Blocks GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next >= _end) return false;
            Current = rows.AsSpan(_next, Math.Min(Block, _end - _next));
            _next += Block;
            return true;
        }
    }
}
