using System.Runtime.Intrinsics;
using Predictor.Trees.Lanes;
using Predictor.Trees.Scoring;

namespace Predictor.Trees.Explaining;

/// <summary>
/// Path-dependent Shapley values by all trees, as many rows at a time as a vector has lanes. The bits are the same at every width. Beside the trees themselves, which grow
/// with their nodes alone, it keeps tables within <see cref="TableLimits"/>; what would be beyond them is worked out again for every few rows, to the same bits.
/// </summary>
internal sealed class EnsembleExplainer
{
    private readonly int _columns;
    private readonly BlockLayout _layout;
    private readonly ShapleyTree[] _trees;
    private readonly ulong[][] _sets;
    private readonly int _depth;
    private readonly int _points;
    private readonly TableLimits _limits;
    private readonly Lazy<InteractionTree[]?[]> _interactions;
    private readonly ScratchPool _scratch = new();
    private readonly ScratchPool _products = new();

    public EnsembleExplainer(TreeEnsemble ensemble)
        : this(ensemble, TableLimits.Default)
    {
    }

    /// <param name="ensemble">The trees.</param>
    /// <param name="limits">How large its tables may become.</param>
    public EnsembleExplainer(TreeEnsemble ensemble, TableLimits limits)
    {
        _limits = limits;
        _columns = ensemble.Columns.Count;
        _layout = new BlockLayout(ensemble.Walked, ensemble.Columns, ensemble.Data.CategoryRule);
        var (trees, sets, rules) = (new List<ShapleyTree>(), new List<ulong[]>(), new List<GaussLegendre>());
        var inverses = 0;
        foreach (var tree in ensemble.Walked)
        {
            if (tree.Depth == 0) continue;
            trees.Add(new ShapleyTree(tree, _layout, sets, rules, limits.Inverses - inverses));
            inverses += trees[^1].Inverses.Length;
        }

        _trees = [.. trees];
        _sets = [.. sets];
        _depth = trees.Select(t => t.Depth).DefaultIfEmpty().Max();
        _points = trees.Select(t => t.Points).DefaultIfEmpty().Max();
        _interactions = new Lazy<InteractionTree[]?[]>(KeptInteractions);
    }

    /// <summary>Writes what each column adds to the scores of some rows, by the widest vectors that the processor has.</summary>
    /// <param name="rows">Row after row.</param>
    /// <param name="contributions">One entry a row and column, overwritten.</param>
    public void Contribute(ReadOnlySpan<double> rows, Span<double> contributions)
    {
        // A row has too few points to fill wider vectors.
        if (Lanes256.IsSupported && rows.Length == _columns) ContributeRow<Vector256<double>, Lanes256>(rows, contributions);
        else if (Lanes512.IsSupported) ContributeByOneOrTwo<Vector512<double>, Lanes512>(rows, contributions);
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

    /// <summary>What each column adds to the score of one row, the points of the quadrature in the lanes.</summary>
    public void ContributeRow<TVector, TLanes>(ReadOnlySpan<double> row, Span<double> contributions)
        where TVector : struct
        where TLanes : struct, IRowLanes<TVector>
    {
        contributions.Clear();
        var slots = _layout.SlotCount;
        var work = ShapleyKernel<double, OneLane>.Room(_depth, _points);
        foreach (var tree in _trees)
        {
            if (ShapleyRow<TVector, TLanes>.Suits(tree)) work = Math.Max(work, ShapleyRow<TVector, TLanes>.Room(tree));
        }

        var room = _scratch.Rent(work + (2 * slots), out var rented);
        // At the end, so that the work begins at a cache line.
        var block = room.Slice(work, slots);
        var sums = room.Slice(work + slots, slots);
        _layout.Fill(row, 1, block, 1);
        sums.Clear();
        foreach (var tree in _trees)
        {
            if (ShapleyRow<TVector, TLanes>.Suits(tree)) new ShapleyRow<TVector, TLanes>(tree, _sets, block, sums, room).Add();
            else new ShapleyKernel<double, OneLane>(tree, _sets, block, sums, room).Add();
        }

        BringHome(sums, 1);
        for (var slot = 0; slot < _layout.HomeCount; slot++) contributions[_layout.ColumnOf(slot)] = sums[slot];
        _scratch.Return(rented);
    }

    /// <summary>Writes the interaction values of some rows, by the widest vectors that the processor has.</summary>
    /// <param name="rows">Row after row.</param>
    /// <param name="interactions">Rows x columns x columns, overwritten.</param>
    public void Interact(ReadOnlySpan<double> rows, Span<double> interactions)
    {
        var pairs = (long)_layout.SlotCount * _layout.SlotCount;
        if (Lanes512.IsSupported && pairs * Lanes512.Count <= _limits.Products) Interact<Vector512<double>, Lanes512>(rows, interactions);
        else if (Lanes256.IsSupported && pairs * Lanes256.Count <= _limits.Products) Interact<Vector256<double>, Lanes256>(rows, interactions);
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
        var kept = _interactions.Value;
        var work = Math.Max(ShapleyKernel<TVector, TLanes>.Room(_depth, _points), _trees.Select(InteractionKernel<TVector, TLanes>.Room).DefaultIfEmpty().Max());
        var room = _scratch.Rent((2 * length) + work, out var rented);
        var block = room[..length];
        var sums = room.Slice(length, length);
        // By itself, as it may be as large as an array can be.
        var products = _products.Rent(checked(slots * length), out var rentedProducts);
        while (!rows.IsEmpty)
        {
            var count = Math.Min(rows.Length / _columns, TLanes.Count);
            _layout.Fill(rows, count, block, TLanes.Count);
            AddContributions<TVector, TLanes>(block, sums, room[^work..]);
            products.Clear();
            for (var t = 0; t < _trees.Length; t++)
            {
                foreach (var part in kept[t] ?? InteractionTree.PartsOf(_trees[t], _layout, _limits.Steps)) new InteractionKernel<TVector, TLanes>(part, _sets, slots, block, products, room[^work..]).Add();
            }

            for (var r = 0; r < count; r++)
            {
                for (var i = 0; i < _layout.HomeCount; i++) Spread(i, sums[(i * TLanes.Count) + r], products[r..], TLanes.Count, interactions);
                interactions = interactions[(_columns * _columns)..];
            }

            rows = rows[(count * _columns)..];
        }

        _scratch.Return(rented);
        _products.Return(rentedProducts);
    }

    /// <summary>The tables of the first trees that the limit has room for; null for the others.</summary>
    private InteractionTree[]?[] KeptInteractions()
    {
        var steps = 0L;
        return [.. _trees.Select(t => (steps += t.PathSteps) <= _limits.Steps ? InteractionTree.PartsOf(t, _layout, _limits.Steps).ToArray() : null)];
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
        BringHome(sums, TLanes.Count);
    }

    /// <summary>Adds what stands in the second places of columns to the first.</summary>
    private void BringHome(Span<double> sums, int lanes)
    {
        for (var slot = _layout.HomeCount; slot < _layout.SlotCount; slot++)
        {
            var home = sums.Slice(_layout.HomeOf(slot) * lanes, lanes);
            for (var lane = 0; lane < lanes; lane++) home[lane] += sums[(slot * lanes) + lane];
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
