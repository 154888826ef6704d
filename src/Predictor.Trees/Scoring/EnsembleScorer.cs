using System.Runtime.Intrinsics;
using Predictor.Trees.Lanes;

namespace Predictor.Trees.Scoring;

/// <summary>
/// Scores rows with all trees: many by <see cref="LeafMasks"/> where there are vectors, and few by <see cref="NodeWalk"/>. A score is the sum of the same doubles in
/// the same order by either. Safe to use from many threads at once.
/// </summary>
internal sealed class EnsembleScorer
{
    /// <summary>Fewer rows cost more as a block than one by one.</summary>
    private const int FewestForBlock = 4;

    private readonly TreeEnsemble _ensemble;
    private readonly BlockLayout _layout;
    private readonly LeafMasks _masks;
    private readonly NodeWalk _walk;
    private readonly ScratchPool _scratch = new();

    public EnsembleScorer(TreeEnsemble ensemble)
    {
        _ensemble = ensemble;
        _layout = new BlockLayout(ensemble.Walked, ensemble.Columns, ensemble.Data.CategoryRule);
        _masks = new LeafMasks(ensemble.Walked, _layout);
        _walk = new NodeWalk(ensemble.Walked, ensemble.Columns);
    }

    /// <summary>The score of one row.</summary>
    public double Score(ReadOnlySpan<double> row) => _walk.AddTo(_ensemble.BaseScore, row);

    /// <summary>The scores of rows, by the widest vectors that the processor has.</summary>
    /// <param name="rows">Row after row.</param>
    /// <param name="scores">One entry a row, overwritten.</param>
    public void Score(ReadOnlySpan<double> rows, Span<double> scores)
    {
        if (Lanes512.IsSupported) Score<Vector512<double>, Lanes512>(rows, scores);
        else if (Lanes256.IsSupported) Score<Vector256<double>, Lanes256>(rows, scores);
        else ScoreEach(rows, scores);
    }

    /// <summary>The scores of rows, by vectors of one width.</summary>
    public void Score<TVector, TLanes>(ReadOnlySpan<double> rows, Span<double> scores)
        where TVector : struct
        where TLanes : struct, IRowLanes<TVector>
    {
        var columns = _ensemble.Columns.Count;
        var length = _layout.SlotCount * LeafMasks.BlockRows;
        var room = _scratch.Rent(length + LeafMasks.BlockRows, out var rented);
        var block = room[..length];
        var sums = room[length..];
        while (scores.Length >= FewestForBlock)
        {
            var count = Math.Min(scores.Length, LeafMasks.BlockRows);
            _layout.Fill(rows, count, block, LeafMasks.BlockRows);
            sums.Fill(_ensemble.BaseScore);
            for (var t = 0; t < _ensemble.Walked.Length; t++)
            {
                if (_masks.Has(t)) _masks.Add<TVector, TLanes>(t, block, sums);
                else AddWalked(t, rows, sums[..count]);
            }

            sums[..count].CopyTo(scores);
            rows = rows[(count * columns)..];
            scores = scores[count..];
        }

        _scratch.Return(rented);
        ScoreEach(rows, scores);
    }

    /// <summary>The scores of rows, one by one.</summary>
    public void ScoreEach(ReadOnlySpan<double> rows, Span<double> scores)
    {
        var columns = _ensemble.Columns.Count;
        for (var r = 0; r < scores.Length; r++) scores[r] = Score(rows.Slice(r * columns, columns));
    }

    private void AddWalked(int tree, ReadOnlySpan<double> rows, Span<double> sums)
    {
        var columns = _ensemble.Columns.Count;
        for (var r = 0; r < sums.Length; r++) sums[r] += _ensemble.Walked[tree].Score(rows.Slice(r * columns, columns));
    }
}
