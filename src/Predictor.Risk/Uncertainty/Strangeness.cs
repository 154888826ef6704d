namespace Predictor.Risk.Uncertainty;

/// <summary>What of a row is unlike the training.</summary>
/// <param name="Share">How much of what moves the risks comes from features that are strange here, 0-1.</param>
/// <param name="Missing">The features that hardly any training row lacks, and this one does.</param>
/// <param name="Beyond">The features whose number lies beyond what training rows have.</param>
internal sealed record Strangeness(double Share, IReadOnlyList<int> Missing, IReadOnlyList<int> Beyond);
