namespace Predictor.Trees.Growing;

/// <summary>
/// Keeps the leaves of a growing tree in the order that directions ask for, by the intermediate method (Auguste, Malory and Smirnov, 2020): a leaf is bounded
/// by the values of the leaves that it can be compared with, not by those of the nodes above it. Two leaves are compared where moving along one column with a
/// direction, and no other, leads from the one to the other. As long as the values of all such pairs are in order, so are those of any two points.
/// </summary>
internal sealed class LeafOrder(BinnedTable table, LeafRule rule)
{
    // In the order in which they came to be.
    private readonly List<OrderedLeaf> _leaves = [];
    private readonly List<Node> _changed = [];

    /// <summary>Whether some of the columns have a direction, so that there is something to keep.</summary>
    public bool Matters(int[] columns) => columns.Any(c => table.Columns[c].Direction != 0);

    /// <summary>Starts a tree at its root.</summary>
    public void Start(Node root)
    {
        root.Ordered = new OrderedLeaf(root, Region.Whole, 0);
        _leaves.Clear();
        _leaves.Add(root.Ordered);
    }

    /// <summary>Puts the two sides of a node in its place, and sets the bounds of all leaves anew.</summary>
    /// <param name="node">What was split, as its candidate says, found under its present bounds.</param>
    /// <param name="left">Its left side.</param>
    /// <param name="right">Its right side.</param>
    /// <param name="goesLeft">Whether each bin of the column goes left.</param>
    /// <param name="point">How sums are packed.</param>
    /// <returns>The other leaves whose bounds are no longer the same; valid until the next call.</returns>
    public IReadOnlyList<Node> Split(Node node, Node left, Node right, ReadOnlySpan<bool> goesLeft, FixedPoint point)
    {
        var column = node.Candidate!.Column;
        var parent = node.Ordered!;
        var bins = BinSet.Of(goesLeft);
        var first = new OrderedLeaf(left, parent.Region.Where(column, bins), rule.Value(point.Unpack(left.Sums), node.Bounds));
        var second = new OrderedLeaf(right, parent.Region.Where(column, BinSet.First(goesLeft.Length).Without(bins)), rule.Value(point.Unpack(right.Sums), node.Bounds));
        (left.Ordered, right.Ordered, node.Ordered) = (first, second, null);
        Link(first, second);
        _leaves.Remove(parent);
        _leaves.Add(first);
        _leaves.Add(second);
        // A side is compared with no other leaves than the whole was.
        foreach (var leaf in parent.Below.Concat(parent.Above))
        {
            leaf.Below.Remove(parent);
            leaf.Above.Remove(parent);
            Link(leaf, first);
            Link(leaf, second);
        }

        _changed.Clear();
        Settle(point);
        _changed.Remove(left);
        _changed.Remove(right);
        return _changed;
    }

    private void Link(OrderedLeaf one, OrderedLeaf other)
    {
        switch (Direction(one.Region, other.Region))
        {
            case > 0:
                one.Above.Add(other);
                other.Below.Add(one);
                break;
            case < 0:
                one.Below.Add(other);
                other.Above.Add(one);
                break;
        }
    }

    /// <summary>+1 where the value of the other may not be below that of the one, -1 where it may not be above, 0 where either may be.</summary>
    private int Direction(Region one, Region other)
    {
        var column = one.OnlyColumnApart(other, out var bins, out var others);
        if (column < 0 || table.Columns[column].Direction == 0) return 0;
        // Values are ordered, and what is missing has no place among them.
        var values = BinSet.First(table.Column(column).ValueBins);
        if (!bins.Meets(values) || !others.Meets(values)) return 0;
        return bins.Lowest() < others.Lowest() ? table.Columns[column].Direction : -table.Columns[column].Direction;
    }

    /// <summary>
    /// Sets bounds, and values to the best within them, until none changes. A value only ever moves towards what is best without bounds, and every step keeps
    /// the order. As a value is either that best or the value of another leaf, there are only so many steps.
    /// </summary>
    private void Settle(FixedPoint point)
    {
        for (var isSettled = false; !isSettled;)
        {
            isSettled = true;
            foreach (var leaf in _leaves)
            {
                var bounds = leaf.Bounds();
                if (bounds == leaf.Node.Bounds) continue;
                leaf.Node.Bounds = bounds;
                if (!_changed.Contains(leaf.Node)) _changed.Add(leaf.Node);
                var value = rule.Value(point.Unpack(leaf.Node.Sums), bounds);
                isSettled &= value == leaf.Value;
                leaf.Value = value;
            }
        }
    }
}
