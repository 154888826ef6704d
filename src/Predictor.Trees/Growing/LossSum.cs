using Predictor.Trees.Numerics;

namespace Predictor.Trees.Growing;

/// <summary>The weighted mean loss of the rows to judge by.</summary>
internal sealed class LossSum
{
    private const int Block = 256;

    private readonly BoostingObjective _objective;
    private readonly BoostingRows _rows;
    private readonly double[] _scores;
    private readonly Team _team;
    private readonly double[] _pieces;
    private readonly double _weight;
    private readonly Action<int, int> _sum;

    public LossSum(BoostingObjective objective, BoostingRows rows, double[] scores, Team team)
    {
        (_objective, _rows, _scores, _team) = (objective, rows, scores, team);
        _pieces = new double[Workers.Pieces(rows.Judge.Length)];
        var weights = rows.Weights;
        foreach (var row in rows.Judge) _weight += weights[row];
        _sum = Sum;
    }

    public double Mean()
    {
        _team.ForEach(_pieces.Length, _sum);
        // In the order of the pieces, whoever summed them.
        var sum = 0.0;
        foreach (var piece in _pieces) sum += piece;
        return sum / _weight;
    }

    private void Sum(int piece, int thread)
    {
        Span<double> scores = stackalloc double[Block];
        Span<double> targets = stackalloc double[Block];
        Span<double> losses = stackalloc double[Block];
        var sum = 0.0;
        var weights = _rows.Weights;
        var end = Math.Min(_rows.Judge.Length, (piece + 1) * Workers.Size);
        for (var from = piece * Workers.Size; from < end; from += Block)
        {
            var rows = _rows.Judge.AsSpan(from, Math.Min(Block, end - from));
            for (var i = 0; i < rows.Length; i++) (scores[i], targets[i]) = (_scores[rows[i]], _rows.Targets[rows[i]]);
            _objective.Losses(scores[..rows.Length], targets[..rows.Length], losses);
            for (var i = 0; i < rows.Length; i++) sum += weights[rows[i]] * losses[i];
        }

        _pieces[piece] = sum;
    }
}
