namespace Predictor.Trees.Growing;

/// <summary>A way to split a node, with what its sides sum to.</summary>
internal sealed record SplitCandidate
{
    public required int Column { get; init; }

    /// <summary>By how much it lowers the penalised second-order loss.</summary>
    public required double Gain { get; init; }

    /// <summary>For a number, the last bin that goes left.</summary>
    public required int LastLeftBin { get; init; }

    /// <summary>For a category, whether each bin goes left; null for a number.</summary>
    public required bool[]? LeftBins { get; init; }

    public required bool MissingGoesLeft { get; init; }

    public required PackedSums Left { get; init; }

    public required PackedSums Right { get; init; }

    /// <summary>Whether a bin, the missing one too, goes left.</summary>
    public bool GoesLeft(byte bin, byte missingBin)
    {
        if (bin == missingBin) return MissingGoesLeft;
        return LeftBins is { } left ? left[bin] : bin <= LastLeftBin;
    }
}
