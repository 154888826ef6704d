namespace Predictor.Trees.Scoring;

/// <summary>A split of a <see cref="LeafMasks"/> tree.</summary>
/// <param name="Threshold">As in <see cref="BlockSplit"/>.</param>
/// <param name="Keep">As bits, the leaves that a row may still end in once it goes right: all but those on the split's left.</param>
/// <param name="At">Where the split's column begins in a block.</param>
internal readonly record struct MaskedSplit(double Threshold, double Keep, nuint At);
