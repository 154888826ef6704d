namespace Predictor.Risk.Evaluation.Capacity;

/// <summary>A landmark as a clinic that looks at its list once a week would see it.</summary>
/// <param name="Ticks">The landmark.</param>
/// <param name="Episode">The course of treatment.</param>
/// <param name="OverTicks">When the client is known to be gone, or the end is known: from then on there is nobody to check in with.</param>
/// <param name="Dropout">The dropout that the landmark's label is about, an index into the dropouts; -1 where the label is 0.</param>
internal readonly record struct WatchedRow(long Ticks, int Episode, long OverTicks, int Dropout);
