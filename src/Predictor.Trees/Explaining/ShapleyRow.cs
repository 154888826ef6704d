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
    // For each node whether the row goes right there, and whether it went along at the split above, as masks.
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

    /// <summary>Whether the tree can be explained so: its nodes find room near the processor.</summary>
    public static bool Suits(ShapleyTree tree) => tree.Nodes.Length <= MostNodes && tree.HasInverses;

    /// <summary>The room that a tree needs, in doubles.</summary>
    public static int Room(ShapleyTree tree) => tree.Nodes.Length * (Width(tree) + 2);

    /// <summary>Adds the contributions of the tree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add()
    {
        ref var weights = ref MemoryMarshal.GetArrayDataReference(_tree.Rule.Weight);
        for (nuint q = 0; q < _width; q += (nuint)TLanes.Count) TLanes.Store(TLanes.Load(in weights, q), ref _products, q);
        var nodes = _tree.Nodes;
        for (var n = 0; n < nodes.Length; n++)
        {
            ref readonly var node = ref nodes[n];
            var goesRight = node.Split.GoesRight<double, OneLane>(ref Unsafe.Add(ref _block, node.Split.Slot), 0, _sets);
            _goesRight[n] = goesRight;
            if (node.Left >= 0) Down(in node, n, node.Left, node.ShareLeft, OneLane.AndNot(OneLane.AllBits, goesRight));
            if (node.Right >= 0) Down(in node, n, node.Right, node.ShareRight, goesRight);
        }

        foreach (var n in _tree.UpwardOrder) Up(in nodes[n], n);
    }

    private static int Width(ShapleyTree tree) => (tree.Points + TLanes.Count - 1) / TLanes.Count * TLanes.Count;

    private ref double Of(int node) => ref Unsafe.Add(ref _products, (nuint)node * _width);

    // Which way a row goes is nothing that a processor could guess: masks choose, not branches.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Down(ref readonly ShapleyNode node, int at, int child, double share, double goesAlong)
    {
        ref var above = ref Of(at);
        ref var below = ref Of(child);
        if (node.Prior == 0)
        {
            var (zero, along) = (TLanes.Broadcast(share), TLanes.Broadcast(goesAlong));
            for (nuint q = 0; q < _width; q += (nuint)TLanes.Count)
                TLanes.Store(TLanes.Multiply(TLanes.Load(in above, q), Factor(zero, along, q)), ref below, q);
        }
        else
        {
            var wentAlong = _goesAlong[node.PriorChild];
            goesAlong = OneLane.And(goesAlong, wentAlong);
            ref var inverses = ref _tree.Inverses[node.Inverses];
            var (zero, along, went, otherwise) = (TLanes.Broadcast(node.Zero * share), TLanes.Broadcast(goesAlong), TLanes.Broadcast(wentAlong), TLanes.Broadcast(share));
            for (nuint q = 0; q < _width; q += (nuint)TLanes.Count)
            {
                var factor = TLanes.Multiply(Factor(zero, along, q), TLanes.Load(in inverses, q));
                TLanes.Store(TLanes.Multiply(TLanes.Load(in above, q), TLanes.Select(went, factor, otherwise)), ref below, q);
            }
        }

        _goesAlong[child] = goesAlong;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Factor(TVector zero, TVector goesAlong, nuint q) => TLanes.MultiplyAdd(zero, TLanes.Load(in _rest, q), TLanes.And(goesAlong, TLanes.Load(in _at, q)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Up(ref readonly ShapleyNode node, int at)
    {
        if (node.Prior == 0 && (node.Left & node.Right) < 0)
        {
            Leaves(in node, at);
            return;
        }

        ref var own = ref Of(at);
        var goesRight = TLanes.Broadcast(_goesRight[at]);
        var (shareLeft, shareRight) = (TLanes.Broadcast(node.ShareLeft), TLanes.Broadcast(node.ShareRight));
        var integral = 0.0;
        if (node.Prior == 0)
        {
            for (nuint q = 0; q < _width; q += (nuint)TLanes.Count)
            {
                var (left, right) = (Side(node.Left, node.ValueLeft, q), Side(node.Right, node.ValueRight, q));
                var hot = TLanes.Select(goesRight, right, left);
                var mean = TLanes.MultiplyAdd(shareRight, right, TLanes.Multiply(shareLeft, left));
                integral = Integral(integral, TLanes.Load(in own, q), TLanes.Subtract(hot, mean), q);
                TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(in _rest, q), mean, TLanes.Multiply(TLanes.Load(in _at, q), hot)), ref own, q);
            }
        }
        else
        {
            var wentAlong = _goesAlong[node.PriorChild];
            ref var inverses = ref _tree.Inverses[node.Inverses];
            var (zero, went) = (TLanes.Broadcast(node.Zero), TLanes.Broadcast(wentAlong));
            for (nuint q = 0; q < _width; q += (nuint)TLanes.Count)
            {
                var inverse = TLanes.Load(in inverses, q);
                var (left, right) = (Side(node.Left, node.ValueLeft, q), Side(node.Right, node.ValueRight, q));
                var hot = TLanes.Select(goesRight, right, left);
                var mean = TLanes.MultiplyAdd(shareRight, right, TLanes.Multiply(shareLeft, left));
                integral = Integral(integral, TLanes.Multiply(TLanes.Multiply(TLanes.Load(in own, q), inverse), inverse), TLanes.Subtract(hot, mean), q);
                var sum = TLanes.MultiplyAdd(TLanes.Multiply(zero, TLanes.Load(in _rest, q)), mean, TLanes.Multiply(TLanes.Load(in _at, q), hot));
                TLanes.Store(TLanes.Select(went, TLanes.Multiply(sum, inverse), mean), ref own, q);
            }

            integral = OneLane.And(wentAlong, node.Zero * integral);
        }

        _contributions[node.Split.Slot] += integral;
    }

    /// <summary>The sums from one side of a split.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Side(int node, double value, nuint q) => node >= 0 ? TLanes.Load(in Of(node), q) : TLanes.Broadcast(value);

    /// <summary>A split between two leaves, on a column that was not met before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Leaves(ref readonly ShapleyNode node, int at)
    {
        ref var own = ref Of(at);
        var hot = OneLane.Select(_goesRight[at], node.ValueRight, node.ValueLeft);
        var mean = (node.ShareLeft * node.ValueLeft) + (node.ShareRight * node.ValueRight);
        var integral = 0.0;
        for (var q = 0; q < _tree.Points; q++) integral += Unsafe.Add(ref own, q);
        var (hots, means) = (TLanes.Broadcast(hot), TLanes.Broadcast(mean));
        for (nuint q = 0; q < _width; q += (nuint)TLanes.Count)
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(in _rest, q), means, TLanes.Multiply(TLanes.Load(in _at, q), hots)), ref own, q);
        _contributions[node.Split.Slot] += integral * (hot - mean);
    }

    /// <summary>Adds point after point, as the kernel does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Integral(double integral, TVector product, TVector difference, nuint from)
    {
        ref var products = ref Unsafe.As<TVector, double>(ref product);
        ref var differences = ref Unsafe.As<TVector, double>(ref difference);
        var count = Math.Min(TLanes.Count, _tree.Points - (int)from);
        for (var q = 0; q < count; q++) integral = Math.FusedMultiplyAdd(Unsafe.Add(ref products, q), Unsafe.Add(ref differences, q), integral);
        return integral;
    }
}
