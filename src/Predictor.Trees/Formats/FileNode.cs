namespace Predictor.Trees.Formats;

/// <summary>One node as a file has it, under the file's own numbers.</summary>
internal readonly record struct FileNode
{
    public bool IsLeaf { get; init; }

    /// <summary>What a leaf adds to the score.</summary>
    public double Value { get; init; }

    /// <summary>How much of the training went through a leaf; splits take the sum of theirs.</summary>
    public double Cover { get; init; }

    public int Column { get; init; }

    public double Threshold { get; init; }

    /// <summary>The codes that go left, ascending; null for a split on a number.</summary>
    public IReadOnlyList<int>? Codes { get; init; }

    public bool MissingGoesLeft { get; init; }

    public bool ZeroIsMissing { get; init; }

    public int Left { get; init; }

    public int Right { get; init; }
}
