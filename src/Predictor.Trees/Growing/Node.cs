namespace Predictor.Trees.Growing;

/// <summary>A node of a tree that is growing. Its rows stand together in the grower's list of rows.</summary>
internal sealed class Node
{
    public required int FirstRow { get; init; }

    public required int Depth { get; init; }

    public required HistogramBin Sums { get; init; }

    public required LeafBounds Bounds { get; init; }

    /// <summary>Null where the node cannot be split, or is split already.</summary>
    public HistogramBin[]? Histogram { get; set; }

    /// <summary>The best way to split it, if there is one.</summary>
    public SplitCandidate? Candidate { get; set; }

    /// <summary>Whether <see cref="Candidate"/> was carried out.</summary>
    public bool IsSplit { get; set; }

    public int Left { get; set; }

    public int Right { get; set; }
}
