using Predictor.Trees.Scoring;

namespace Predictor.Trees.Explaining;

/// <summary>A split as the <see cref="ShapleyKernel{TVector, TLanes}"/> meets it.</summary>
internal readonly record struct ShapleyNode
{
    public required BlockSplit Split { get; init; }

    /// <summary>How many splits down the path the last one on the same column stands, counted from one; 0 where there is none.</summary>
    public required int Prior { get; init; }

    /// <summary>The node that stands below that one on the path.</summary>
    public required int PriorChild { get; init; }

    /// <summary>The share of the cover that goes along all splits on the same column before this one; 1 where there is none.</summary>
    public required double Zero { get; init; }

    /// <summary>Where the inverse factors of the split before, on the same column, begin; one a point.</summary>
    public required int Inverses { get; init; }

    /// <summary>The share of the node's cover that goes left.</summary>
    public required double ShareLeft { get; init; }

    /// <summary>The share that goes right.</summary>
    public required double ShareRight { get; init; }

    /// <summary>The node on the left; -1 for a leaf.</summary>
    public required int Left { get; init; }

    /// <summary>The node on the right; -1 for a leaf.</summary>
    public required int Right { get; init; }

    /// <summary>The value of a leaf on the left.</summary>
    public required double ValueLeft { get; init; }

    /// <summary>The value of a leaf on the right.</summary>
    public required double ValueRight { get; init; }
}
