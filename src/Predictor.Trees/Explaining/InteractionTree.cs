using System.Runtime.InteropServices;
using Predictor.Trees.Scoring;

namespace Predictor.Trees.Explaining;

/// <summary>
/// Leaves of a tree with the columns on their paths, made ready for the <see cref="InteractionKernel{TVector, TLanes}"/>: mostly all of them. What a table holds grows with the
/// leaves times the depth, so that a huge tree comes in parts.
/// </summary>
internal sealed class InteractionTree
{
    private readonly List<Leaf> _leaves = [];
    private readonly List<Element> _elements = [];
    private readonly List<Step> _steps = [];

    private InteractionTree(ShapleyTree tree) => Tree = tree;

    public ShapleyTree Tree { get; }

    public ReadOnlySpan<Leaf> Leaves => CollectionsMarshal.AsSpan(_leaves);

    /// <summary>The columns on the leaves' paths, leaf by leaf.</summary>
    public ReadOnlySpan<Element> Elements => CollectionsMarshal.AsSpan(_elements);

    /// <summary>The ways taken at the splits on a column, element by element.</summary>
    public ReadOnlySpan<Step> Steps => CollectionsMarshal.AsSpan(_steps);

    /// <summary>Tables that together have every leaf once, from left to right. They are made one by one as they are asked for.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="layout">How rows are laid out: a column that stands in two places is one column.</param>
    /// <param name="mostSteps">How many steps a table may hold before the next is begun.</param>
    public static IEnumerable<InteractionTree> PartsOf(ShapleyTree tree, BlockLayout layout, int mostSteps)
    {
        var part = new InteractionTree(tree);
        var path = new List<(int Slot, double Share, Step Step)>();
        var waiting = new Stack<(int Node, bool IsRight, int Level)>([(0, true, 0), (0, false, 0)]);
        while (waiting.TryPop(out var next))
        {
            var node = tree.Nodes[next.Node];
            path.RemoveRange(next.Level, path.Count - next.Level);
            path.Add((layout.HomeOf(node.Split.Slot), next.IsRight ? node.ShareRight : node.ShareLeft, new Step(next.Node, next.IsRight)));
            if ((next.IsRight ? node.Right : node.Left) is var child and >= 0)
            {
                waiting.Push((child, true, path.Count));
                waiting.Push((child, false, path.Count));
                continue;
            }

            part.AddLeaf(next.IsRight ? node.ValueRight : node.ValueLeft, path);
            if (part._steps.Count < mostSteps) continue;
            yield return part;
            part = new InteractionTree(tree);
        }

        if (part._leaves.Count > 0) yield return part;
    }

    private void AddLeaf(double value, List<(int Slot, double Share, Step Step)> path)
    {
        var first = _elements.Count;
        foreach (var column in path.GroupBy(p => p.Slot).OrderBy(g => g.Key))
        {
            var steps = _steps.Count;
            _steps.AddRange(column.Select(p => p.Step));
            _elements.Add(new Element(column.Key, column.Aggregate(1.0, (zero, p) => zero * p.Share), steps, _steps.Count));
        }

        _leaves.Add(new Leaf(value, first, _elements.Count));
    }

    /// <param name="Value">What it adds to the score.</param>
    /// <param name="First">Its first element.</param>
    /// <param name="End">After its last.</param>
    public readonly record struct Leaf(double Value, int First, int End);

    /// <param name="Slot">The column's place in a block.</param>
    /// <param name="Zero">The share of the cover that goes along at all splits on it.</param>
    /// <param name="First">Its first step.</param>
    /// <param name="End">After its last.</param>
    public readonly record struct Element(int Slot, double Zero, int First, int End);

    /// <param name="Node">A split.</param>
    /// <param name="IsRight">Which way the path goes there.</param>
    public readonly record struct Step(int Node, bool IsRight);
}
