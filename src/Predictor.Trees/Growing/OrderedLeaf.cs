namespace Predictor.Trees.Growing;

/// <summary>A leaf among those that directions order.</summary>
internal sealed class OrderedLeaf(Node node, Region region, double value)
{
    public Node Node { get; } = node;

    public Region Region { get; } = region;

    /// <summary>Its value as the tree stands.</summary>
    public double Value { get; set; } = value;

    /// <summary>The leaves whose values may not be above its own.</summary>
    public List<OrderedLeaf> Below { get; } = [];

    /// <summary>The leaves whose values may not be below its own.</summary>
    public List<OrderedLeaf> Above { get; } = [];

    /// <summary>Between the values of those leaves.</summary>
    public LeafBounds Bounds()
    {
        var (lower, upper) = LeafBounds.None;
        foreach (var leaf in Below) lower = Math.Max(lower, leaf.Value);
        foreach (var leaf in Above) upper = Math.Min(upper, leaf.Value);
        return new LeafBounds(lower, upper);
    }
}
