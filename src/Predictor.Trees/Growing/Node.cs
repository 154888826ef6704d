namespace Predictor.Trees.Growing;

/// <summary>A node of a tree that is growing. Its rows stand together in the grower's list of rows, and so do the rows that only pass through the tree.</summary>
internal sealed class Node
{
    public required int FirstRow { get; init; }

    public required int Rows { get; init; }

    public required int FirstPassing { get; init; }

    public required int Passing { get; init; }

    public required int Depth { get; init; }

    /// <summary>What its rows sum to.</summary>
    public required PackedSums Sums { get; set; }

    /// <summary>Between what its value has to stay. Where they change once its candidate was found, the candidate is looked for anew.</summary>
    public LeafBounds Bounds { get; set; } = LeafBounds.None;

    /// <summary>Its place among the leaves, as long as it is one; null where no direction orders them.</summary>
    public OrderedLeaf? Ordered { get; set; }

    /// <summary>The columns that it, and all below it, may split on, ascending.</summary>
    public required int[] Columns { get; init; }

    /// <summary>The columns that are split on above it.</summary>
    public required int[] Path { get; init; }

    /// <summary>
    /// Its sums by column and bin. Null where it was never summed, is split already, or has no candidate and other bounds could bring none; a leaf that they
    /// could bring one keeps it.
    /// </summary>
    public PackedSums[]? Histogram { get; set; }

    /// <summary>The best way to split it, if there is one.</summary>
    public SplitCandidate? Candidate { get; set; }

    /// <summary>Whether <see cref="Candidate"/> was carried out.</summary>
    public bool IsSplit { get; set; }

    public int Left { get; set; }

    public int Right { get; set; }
}
