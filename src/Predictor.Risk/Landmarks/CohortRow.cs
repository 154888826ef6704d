namespace Predictor.Risk.Landmarks;

/// <summary>One landmark of a cohort.</summary>
/// <param name="Episode">Index of the episode in the cohort.</param>
/// <param name="Landmark">The instant and its kind.</param>
/// <param name="NotYetGone">True where no gone spell has begun.</param>
public readonly record struct CohortRow(int Episode, Landmark Landmark, bool NotYetGone);
