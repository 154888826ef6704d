using Predictor.Trees.Scoring;

namespace Predictor.Trees.Explaining;

/// <summary>A tree's leaves with the columns on their paths, made ready for the <see cref="InteractionKernel{TVector, TLanes}"/>.</summary>
internal sealed class InteractionTree
{
    private readonly BlockLayout _layout;
    private readonly List<Leaf> _leaves = [];
    private readonly List<Element> _elements = [];
    private readonly List<Step> _steps = [];

    /// <param name="tree">The tree.</param>
    /// <param name="layout">How rows are laid out: a column that stands in two places is one column.</param>
    public InteractionTree(ShapleyTree tree, BlockLayout layout)
    {
        Tree = tree;
        _layout = layout;
        Visit(0, []);
        Leaves = [.. _leaves];
        Elements = [.. _elements];
        Steps = [.. _steps];
    }

    public ShapleyTree Tree { get; }

    public Leaf[] Leaves { get; }

    /// <summary>The columns on the leaves' paths, leaf by leaf.</summary>
    public Element[] Elements { get; }

    /// <summary>The ways taken at the splits on a column, element by element.</summary>
    public Step[] Steps { get; }

    private void Visit(int node, List<(int Slot, double Share, Step Step)> path)
    {
        var at = Tree.Nodes[node];
        path.Add((_layout.HomeOf(at.Split.Slot), at.ShareLeft, new Step(node, IsRight: false)));
        if (at.Left >= 0) Visit(at.Left, path);
        else AddLeaf(at.ValueLeft, path);
        path[^1] = (_layout.HomeOf(at.Split.Slot), at.ShareRight, new Step(node, IsRight: true));
        if (at.Right >= 0) Visit(at.Right, path);
        else AddLeaf(at.ValueRight, path);
        path.RemoveAt(path.Count - 1);
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
