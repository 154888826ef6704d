using System.Runtime.InteropServices;
using Predictor.Trees.Lanes;

namespace Predictor.Trees.Explaining;

/// <summary>
/// What pairs of columns do together in one tree, for as many rows as a vector has lanes: Lundberg's interaction values before they are halved. As in
/// <see cref="ShapleyKernel{TVector, TLanes}"/>, of which this has the terms, a leaf of value v gives columns i and j v times (o_i - z_i) (o_j - z_j) times the integral of
/// the product of (t o + (1 - t) z) over the other columns of its path.
/// </summary>
internal readonly ref struct InteractionKernel<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, IRowLanes<TVector>
{
    private readonly InteractionTree _tree;
    private readonly ReadOnlySpan<InteractionTree.Element> _elements;
    private readonly ReadOnlySpan<InteractionTree.Step> _steps;
    private readonly ulong[][] _sets;
    private readonly int _slots;
    private readonly ReadOnlySpan<double> _block;
    private readonly Span<double> _products;
    private readonly Span<double> _goesRight;
    private readonly Span<double> _factors;
    private readonly Span<double> _effects;

    /// <param name="tree">The tree.</param>
    /// <param name="sets">The sets of wide categories.</param>
    /// <param name="slots">Columns in a block.</param>
    /// <param name="block">The rows, laid out: slots x lanes.</param>
    /// <param name="products">What is added to where the first slot is the smaller: slots x slots x lanes.</param>
    /// <param name="room">Room to work in.</param>
    public InteractionKernel(InteractionTree tree, ulong[][] sets, int slots, ReadOnlySpan<double> block, Span<double> products, Span<double> room)
    {
        _tree = tree;
        _elements = tree.Elements;
        _steps = tree.Steps;
        _sets = sets;
        _slots = slots;
        _block = block;
        _products = products;
        _goesRight = room[..(tree.Tree.Nodes.Length * TLanes.Count)];
        _factors = room.Slice(_goesRight.Length, tree.Tree.Points * TLanes.Count);
        _effects = room[(_goesRight.Length + _factors.Length)..];
    }

    /// <summary>The room that a tree needs, in doubles: which rows go right, and at each point the product of the factors and the effects of a path's columns.</summary>
    public static int Room(ShapleyTree tree) => (tree.Nodes.Length + (tree.Points * (1 + (2 * tree.Points)))) * TLanes.Count;

    /// <summary>Adds what the tree's pairs do.</summary>
    public void Add()
    {
        for (var n = 0; n < _tree.Tree.Nodes.Length; n++)
        {
            var split = _tree.Tree.Nodes[n].Split;
            Store(split.GoesRight<TVector, TLanes>(in _block[split.Slot * TLanes.Count], 0, _sets), _goesRight, n);
        }

        foreach (var leaf in _tree.Leaves)
        {
            // One column has nobody to do anything with.
            if (leaf.End - leaf.First > 1) Add(leaf);
        }
    }

    private void Add(InteractionTree.Leaf leaf)
    {
        var (rule, points) = (_tree.Tree.Rule, _tree.Tree.Points);
        for (var q = 0; q < points; q++) Store(TLanes.Broadcast(rule.Weight[q] * leaf.Value), _factors, q);
        for (var e = leaf.First; e < leaf.End; e++)
        {
            var element = _elements[e];
            var goesAlong = GoesAlong(element);
            var zero = TLanes.Broadcast(element.Zero);
            for (var q = 0; q < points; q++)
            {
                var factor = TLanes.MultiplyAdd(zero, TLanes.Broadcast(rule.Rest[q]), TLanes.And(goesAlong, TLanes.Broadcast(rule.At[q])));
                Store(TLanes.Multiply(Load(_factors, q), factor), _factors, q);
                // (o - z) over the factor.
                var hot = (1 - element.Zero) / (rule.At[q] + (rule.Rest[q] * element.Zero));
                Store(TLanes.Select(goesAlong, TLanes.Broadcast(hot), TLanes.Broadcast(-1 / rule.Rest[q])), _effects, ((e - leaf.First) * points) + q);
            }
        }

        for (var i = leaf.First; i < leaf.End - 1; i++)
        {
            var first = _effects[((i - leaf.First) * points * TLanes.Count)..];
            for (var q = 0; q < points; q++) Store(TLanes.Multiply(Load(first, q), Load(_factors, q)), first, q);
            for (var j = i + 1; j < leaf.End; j++)
            {
                var second = _effects[((j - leaf.First) * points * TLanes.Count)..];
                var product = (_elements[i].Slot * _slots) + _elements[j].Slot;
                var sum = Load(_products, product);
                for (var q = 0; q < points; q++) sum = TLanes.MultiplyAdd(Load(first, q), Load(second, q), sum);
                Store(sum, _products, product);
            }
        }
    }

    private TVector GoesAlong(InteractionTree.Element element)
    {
        var all = TLanes.AllBits;
        for (var s = element.First; s < element.End; s++)
        {
            var step = _steps[s];
            var goesRight = Load(_goesRight, step.Node);
            all = step.IsRight ? TLanes.And(all, goesRight) : TLanes.AndNot(all, goesRight);
        }

        return all;
    }

    private static TVector Load(ReadOnlySpan<double> vectors, int at) => TLanes.Load(in MemoryMarshal.GetReference(vectors), (nuint)(at * TLanes.Count));

    private static void Store(TVector value, Span<double> vectors, int at) => TLanes.Store(value, ref MemoryMarshal.GetReference(vectors), (nuint)(at * TLanes.Count));
}
