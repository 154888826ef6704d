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
    private readonly Lazy<InteractionTree[]> _interactions;
    private readonly ScratchPool _scratch = new();

    public EnsembleExplainer(TreeEnsemble ensemble)
    {
        _columns = ensemble.Columns.Count;
        _layout = new BlockLayout(ensemble.Walked, ensemble.Columns, ensemble.Data.CategoryRule);
        var (trees, sets, rules) = (new List<ShapleyTree>(), new List<ulong[]>(), new List<GaussLegendre>());
        foreach (var tree in ensemble.Walked)
        {
            if (tree.Depth > 0) trees.Add(new ShapleyTree(tree, _layout, sets, rules));
        }

        _trees = [.. trees];
        _sets = [.. sets];
        _depth = trees.Select(t => t.Depth).DefaultIfEmpty().Max();
        _points = trees.Select(t => t.Points).DefaultIfEmpty().Max();
        _interactions = new Lazy<InteractionTree[]>(() => [.. _trees.Select(t => new InteractionTree(t, _layout))]);
    }

    /// <summary>Writes what each column adds to the scores of some rows, by the widest vectors that the processor has.</summary>
    /// <param name="rows">Row after row.</param>
    /// <param name="contributions">One entry a row and column, overwritten.</param>
    public void Contribute(ReadOnlySpan<double> rows, Span<double> contributions)
    {
        if (Lanes512.IsSupported) ContributeByOneOrTwo<Vector512<double>, Lanes512>(rows, contributions);
        else if (Lanes256.IsSupported) ContributeByOneOrTwo<Vector256<double>, Lanes256>(rows, contributions);
        else Contribute<double, OneLane>(rows, contributions);
    }

    /// <summary>The same by vectors of one width.</summary>
    public void Contribute<TVector, TLanes>(ReadOnlySpan<double> rows, Span<double> contributions)
        where TVector : struct
        where TLanes : struct, IRowLanes<TVector>
    {
        contributions.Clear();
        var length = _layout.SlotCount * TLanes.Count;
        var room = _scratch.Rent((2 * length) + ShapleyKernel<TVector, TLanes>.Room(_depth, _points), out var rented);
        var block = room[..length];
        var sums = room.Slice(length, length);
        while (!rows.IsEmpty)
        {
            var count = Math.Min(rows.Length / _columns, TLanes.Count);
            _layout.Fill(rows, count, block, TLanes.Count);
            AddContributions<TVector, TLanes>(block, sums, room[(2 * length)..]);
            for (var slot = 0; slot < _layout.HomeCount; slot++)
            {
                var at = _layout.ColumnOf(slot);
                for (var r = 0; r < count; r++, at += _columns) contributions[at] = sums[(slot * TLanes.Count) + r];
            }

            rows = rows[(count * _columns)..];
            contributions = contributions[(count * _columns)..];
        }

        _scratch.Return(rented);
    }

    /// <summary>Writes the interaction values of some rows, by the widest vectors that the processor has.</summary>
    /// <param name="rows">Row after row.</param>
    /// <param name="interactions">Rows x columns x columns, overwritten.</param>
    public void Interact(ReadOnlySpan<double> rows, Span<double> interactions)
    {
        if (Lanes512.IsSupported) Interact<Vector512<double>, Lanes512>(rows, interactions);
        else if (Lanes256.IsSupported) Interact<Vector256<double>, Lanes256>(rows, interactions);
        else Interact<double, OneLane>(rows, interactions);
    }

    /// <summary>The same by vectors of one width.</summary>
    public void Interact<TVector, TLanes>(ReadOnlySpan<double> rows, Span<double> interactions)
        where TVector : struct
        where TLanes : struct, IRowLanes<TVector>
    {
        interactions.Clear();
        var slots = _layout.SlotCount;
        var length = slots * TLanes.Count;
        var pairs = _interactions.Value;
        var work = Math.Max(ShapleyKernel<TVector, TLanes>.Room(_depth, _points), pairs.Select(p => InteractionKernel<TVector, TLanes>.Room(p)).DefaultIfEmpty().Max());
        var room = _scratch.Rent((2 * length) + (slots * length) + work, out var rented);
        var block = room[..length];
        var sums = room.Slice(length, length);
        var products = room.Slice(2 * length, slots * length);
        while (!rows.IsEmpty)
        {
            var count = Math.Min(rows.Length / _columns, TLanes.Count);
            _layout.Fill(rows, count, block, TLanes.Count);
            AddContributions<TVector, TLanes>(block, sums, room[^work..]);
            products.Clear();
            foreach (var tree in pairs) new InteractionKernel<TVector, TLanes>(tree, _sets, slots, block, products, room[^work..]).Add();
            for (var r = 0; r < count; r++)
            {
                for (var i = 0; i < _layout.HomeCount; i++) Spread(i, sums[(i * TLanes.Count) + r], products[r..], TLanes.Count, interactions);
                interactions = interactions[(_columns * _columns)..];
            }

            rows = rows[(count * _columns)..];
        }

        _scratch.Return(rented);
    }

    private void ContributeByOneOrTwo<TVector, TLanes>(ReadOnlySpan<double> rows, Span<double> contributions)
        where TVector : struct
        where TLanes : struct, IRowLanes<TVector>
    {
        if (rows.Length > TLanes.Count * _columns) Contribute<Two<TVector>, Twice<TVector, TLanes>>(rows, contributions);
        else Contribute<TVector, TLanes>(rows, contributions);
    }

    private void AddContributions<TVector, TLanes>(ReadOnlySpan<double> block, Span<double> sums, Span<double> room)
        where TVector : struct
        where TLanes : struct, IRowLanes<TVector>
    {
        sums.Clear();
        foreach (var tree in _trees) new ShapleyKernel<TVector, TLanes>(tree, _sets, block, sums, room).Add();
        for (var slot = _layout.HomeCount; slot < _layout.SlotCount; slot++)
        {
            var home = sums.Slice(_layout.HomeOf(slot) * TLanes.Count, TLanes.Count);
            for (var lane = 0; lane < TLanes.Count; lane++) home[lane] += sums[(slot * TLanes.Count) + lane];
        }
    }

    /// <summary>Writes a row of one row's matrix: half of what two columns do together to each of them, and on the diagonal what is left of the column's own.</summary>
    private void Spread(int slot, double contribution, ReadOnlySpan<double> products, int lanes, Span<double> matrix)
    {
        var row = matrix[(_layout.ColumnOf(slot) * _columns)..];
        for (var other = 0; other < _layout.HomeCount; other++)
        {
            if (other == slot) continue;
            var half = products[((Math.Min(slot, other) * _layout.SlotCount) + Math.Max(slot, other)) * lanes] / 2;
            row[_layout.ColumnOf(other)] = half;
            contribution -= half;
        }

        row[_layout.ColumnOf(slot)] = contribution;
    }
}
