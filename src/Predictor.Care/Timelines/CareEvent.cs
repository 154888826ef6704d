namespace Predictor.Care.Timelines;

/// <summary>One thing that became known about an episode.</summary>
/// <param name="Ticks">UTC ticks from which it is known.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Index">Where the record stands in the episode's list of that kind (appointments, measures, payments or contacts).</param>
public readonly record struct CareEvent(long Ticks, CareEventKind Kind, int Index);
