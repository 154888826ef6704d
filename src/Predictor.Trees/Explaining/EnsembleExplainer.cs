using System.Runtime.Intrinsics;
using Predictor.Trees.Lanes;
using Predictor.Trees.Scoring;

namespace Predictor.Trees.Explaining;

/// <summary>Path-dependent Shapley values by all trees, as many rows at a time as a vector has lanes. The bits are the same at every width.</summary>
internal sealed class EnsembleExplainer
{
    private readonly int _columns;
    private readonly BlockLayout _layout;
    private readonly ShapleyTree[] _trees;
    private readonly ulong[][] _sets;
    private readonly int _depth;
    private readonly int _points;
    private readonly ScratchPool _scratch = new();

    public EnsembleExplainer(TreeEnsemble ensemble)
    {
        _columns = ensemble.Columns.Count;
        _layout = new BlockLayout(ensemble.Walked, ensemble.Columns);
        var (trees, sets, rules) = (new List<ShapleyTree>(), new List<ulong[]>(), new List<GaussLegendre>());
        foreach (var tree in ensemble.Walked)
        {
            if (tree.Depth > 0) trees.Add(new ShapleyTree(tree, _layout, sets, rules));
        }

        _trees = [.. trees];
        _sets = [.. sets];
        _depth = trees.Select(t => t.Depth).DefaultIfEmpty().Max();
        _points = trees.Select(t => t.Points).DefaultIfEmpty().Max();
    }

    /// <summary>Writes what each column adds to the scores of some rows, by the widest vectors that the processor has.</summary>
    /// <param name="rows">Row after row.</param>
    /// <param name="contributions">One entry a row and column, overwritten.</param>
    public void Contribute(ReadOnlySpan<double> rows, Span<double> contributions)
    {
        if (Lanes512.IsSupported) Contribute<Vector512<double>, Lanes512>(rows, contributions);
        else if (Lanes256.IsSupported) Contribute<Vector256<double>, Lanes256>(rows, contributions);
        else Contribute<double, OneLane>(rows, contributions);
    }

    /// <summary>The same by vectors of one width.</summary>
    public void Contribute<TVector, TLanes>(ReadOnlySpan<double> rows, Span<double> contributions)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        contributions.Clear();
        var length = _layout.SlotCount * TLanes.Count;
        var room = _scratch.Rent((2 * length) + ShapleyKernel<TVector, TLanes>.Room(_depth, _points), out var rented);
        var block = room[..length];
        var sums = room.Slice(length, length);
        while (!rows.IsEmpty)
        {
            var count = Math.Min(rows.Length / _columns, TLanes.Count);
            _layout.Fill(rows, block, TLanes.Count);
            sums.Clear();
            foreach (var tree in _trees) new ShapleyKernel<TVector, TLanes>(tree, _sets, block, sums, room[(2 * length)..]).Add();
            for (var slot = 0; slot < _layout.SlotCount; slot++)
            {
                var at = _layout.ColumnOf(slot);
                for (var r = 0; r < count; r++, at += _columns) contributions[at] = sums[(slot * TLanes.Count) + r];
            }

            rows = rows[(count * _columns)..];
            contributions = contributions[(count * _columns)..];
        }

        _scratch.Return(rented);
    }
}
