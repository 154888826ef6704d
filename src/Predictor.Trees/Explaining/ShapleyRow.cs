using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Predictor.Trees.Lanes;

namespace Predictor.Trees.Explaining;

/// <summary>
/// What <see cref="ShapleyKernel{TVector, TLanes}"/> computes, for one row: the lanes are the points of the quadrature. Two passes over the nodes take the place of
/// the walk, the products from the root down and the sums from the leaves up. Each number comes about by the same operations in the same order: the bits are the
/// kernel's.
/// </summary>
internal readonly ref struct ShapleyRow<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, IRowLanes<TVector>
{
    private const int FewestPoints = 3;
    private const int MostNodes = 1 << 10;

    private readonly ShapleyTree _tree;
    private readonly ulong[][] _sets;
    private readonly nuint _width;
    private readonly ref double _at;
    private readonly ref double _rest;
    private readonly ref double _block;
    private readonly Span<double> _contributions;
    // For each node the products above it, which its sums replace.
    private readonly ref double _products;
    // For each node which way the row goes there, and whether it went along at the split above.
    private readonly Span<double> _goesRight;
    private readonly Span<double> _goesAlong;

    /// <param name="tree">The tree; one that <see cref="Suits"/>.</param>
    /// <param name="sets">The sets of wide categories.</param>
    /// <param name="block">The row, laid out.</param>
    /// <param name="contributions">What is added to: one a slot.</param>
    /// <param name="room">Room to work in.</param>
    public ShapleyRow(ShapleyTree tree, ulong[][] sets, ReadOnlySpan<double> block, Span<double> contributions, Span<double> room)
    {
        var nodes = tree.Nodes.Length;
        _tree = tree;
        _sets = sets;
        _width = (nuint)Width(tree);
        _at = ref MemoryMarshal.GetArrayDataReference(tree.Rule.At);
        _rest = ref MemoryMarshal.GetArrayDataReference(tree.Rule.Rest);
        _block = ref MemoryMarshal.GetReference(block);
        _contributions = contributions;
        _products = ref MemoryMarshal.GetReference(room);
        _goesRight = room.Slice(nodes * (int)_width, nodes);
        _goesAlong = room.Slice((nodes * (int)_width) + nodes, nodes);
    }

    /// <summary>Whether this is the better way: there are points for the lanes, and the nodes of a tree find room near the processor.</summary>
    public static bool Suits(ShapleyTree tree) => tree.Points >= FewestPoints && tree.Nodes.Length <= MostNodes && tree.HasInverses;

    /// <summary>The room that a tree needs, in doubles.</summary>
    public static int Room(ShapleyTree tree) => tree.Nodes.Length * (Width(tree) + 2);

    /// <summary>Adds the contributions of the tree.</summary>
    public void Add()
    {
        ref var weights = ref MemoryMarshal.GetArrayDataReference(_tree.Rule.Weight);
        for (nuint q = 0; q < _width; q += (nuint)TLanes.Count) TLanes.Store(TLanes.Load(in weights, q), ref _products, q);
        _goesAlong[0] = 1;
        var nodes = _tree.Nodes;
        for (var n = 0; n < nodes.Length; n++)
        {
            ref readonly var node = ref nodes[n];
            var goesRight = BitConverter.DoubleToInt64Bits(node.Split.GoesRight<double, OneLane>(ref Unsafe.Add(ref _block, node.Split.Slot), 0, _sets)) != 0;
            _goesRight[n] = goesRight ? 1 : 0;
            if (node.Left >= 0) Down(in node, n, node.Left, node.ShareLeft, !goesRight);
            if (node.Right >= 0) Down(in node, n, node.Right, node.ShareRight, goesRight);
        }

        foreach (var n in _tree.UpwardOrder) Up(in nodes[n], n);
    }

    private static int Width(ShapleyTree tree) => (tree.Points + TLanes.Count - 1) / TLanes.Count * TLanes.Count;

    private ref double Of(int node) => ref Unsafe.Add(ref _products, (nuint)node * _width);

    private void Down(ref readonly ShapleyNode node, int at, int child, double share, bool goesAlong)
    {
        ref var above = ref Of(at);
        ref var below = ref Of(child);
        if (node.Prior == 0)
        {
            var zero = TLanes.Broadcast(share);
            for (nuint q = 0; q < _width; q += (nuint)TLanes.Count)
                TLanes.Store(TLanes.Multiply(TLanes.Load(in above, q), Factor(zero, goesAlong, q)), ref below, q);
        }
        else if (_goesAlong[node.PriorChild] != 0)
        {
            ref var inverses = ref _tree.Inverses[node.Inverses];
            var zero = TLanes.Broadcast(node.Zero * share);
            for (nuint q = 0; q < _width; q += (nuint)TLanes.Count)
                TLanes.Store(TLanes.Multiply(TLanes.Load(in above, q), TLanes.Multiply(Factor(zero, goesAlong, q), TLanes.Load(in inverses, q))), ref below, q);
        }
        else
        {
            goesAlong = false;
            var otherwise = TLanes.Broadcast(share);
            for (nuint q = 0; q < _width; q += (nuint)TLanes.Count) TLanes.Store(TLanes.Multiply(TLanes.Load(in above, q), otherwise), ref below, q);
        }

        _goesAlong[child] = goesAlong ? 1 : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Factor(TVector zero, bool goesAlong, nuint q) => TLanes.MultiplyAdd(zero, TLanes.Load(in _rest, q), goesAlong ? TLanes.Load(in _at, q) : TLanes.Zero);

    private void Up(ref readonly ShapleyNode node, int at)
    {
        ref var own = ref Of(at);
        ref var lefts = ref node.Left >= 0 ? ref Of(node.Left) : ref own;
        ref var rights = ref node.Right >= 0 ? ref Of(node.Right) : ref own;
        var (valueLeft, valueRight) = (TLanes.Broadcast(node.ValueLeft), TLanes.Broadcast(node.ValueRight));
        var (shareLeft, shareRight) = (TLanes.Broadcast(node.ShareLeft), TLanes.Broadcast(node.ShareRight));
        var goesRight = _goesRight[at] != 0;
        var isFirst = node.Prior == 0;
        if (!isFirst && _goesAlong[node.PriorChild] == 0)
        {
            // The row left the path at the column's split before: here it changes nothing.
            for (nuint q = 0; q < _width; q += (nuint)TLanes.Count)
            {
                var (left, right) = (node.Left >= 0 ? TLanes.Load(in lefts, q) : valueLeft, node.Right >= 0 ? TLanes.Load(in rights, q) : valueRight);
                TLanes.Store(TLanes.MultiplyAdd(shareRight, right, TLanes.Multiply(shareLeft, left)), ref own, q);
            }

            return;
        }

        if (isFirst && (node.Left & node.Right) < 0)
        {
            _contributions[node.Split.Slot] += Leaves(in node, ref own, goesRight);
            return;
        }

        var zero = TLanes.Broadcast(node.Zero);
        var integral = 0.0;
        for (nuint q = 0; q < _width; q += (nuint)TLanes.Count)
        {
            var (left, right) = (node.Left >= 0 ? TLanes.Load(in lefts, q) : valueLeft, node.Right >= 0 ? TLanes.Load(in rights, q) : valueRight);
            var hot = goesRight ? right : left;
            var mean = TLanes.MultiplyAdd(shareRight, right, TLanes.Multiply(shareLeft, left));
            var along = TLanes.Multiply(TLanes.Load(in _at, q), hot);
            var product = TLanes.Load(in own, q);
            if (isFirst)
            {
                TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(in _rest, q), mean, along), ref own, q);
            }
            else
            {
                var inverse = TLanes.Load(in _tree.Inverses[node.Inverses], q);
                TLanes.Store(TLanes.Multiply(TLanes.MultiplyAdd(TLanes.Multiply(zero, TLanes.Load(in _rest, q)), mean, along), inverse), ref own, q);
                product = TLanes.Multiply(TLanes.Multiply(product, inverse), inverse);
            }

            integral = Integral(integral, product, TLanes.Subtract(hot, mean), q);
        }

        _contributions[node.Split.Slot] += isFirst ? integral : node.Zero * integral;
    }

    /// <summary>A split between two leaves, on a column that was not met before.</summary>
    private double Leaves(ref readonly ShapleyNode node, ref double own, bool goesRight)
    {
        var (hot, mean) = (goesRight ? node.ValueRight : node.ValueLeft, (node.ShareLeft * node.ValueLeft) + (node.ShareRight * node.ValueRight));
        var integral = 0.0;
        for (var q = 0; q < _tree.Points; q++) integral += Unsafe.Add(ref own, q);
        for (nuint q = 0; q < _width; q += (nuint)TLanes.Count)
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(in _rest, q), TLanes.Broadcast(mean), TLanes.Multiply(TLanes.Load(in _at, q), TLanes.Broadcast(hot))), ref own, q);
        return integral * (hot - mean);
    }

    /// <summary>Adds point after point, as the kernel does.</summary>
    private double Integral(double integral, TVector product, TVector difference, nuint from)
    {
        ref var products = ref Unsafe.As<TVector, double>(ref product);
        ref var differences = ref Unsafe.As<TVector, double>(ref difference);
        var count = Math.Min(TLanes.Count, _tree.Points - (int)from);
        for (var q = 0; q < count; q++) integral = Math.FusedMultiplyAdd(Unsafe.Add(ref products, q), Unsafe.Add(ref differences, q), integral);
        return integral;
    }
}
