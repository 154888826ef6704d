namespace Predictor.Risk.Landmarks;

/// <summary>An instant at which a client's risk is judged.</summary>
/// <param name="Ticks">UTC ticks.</param>
/// <param name="Kind">What happened then.</param>
public readonly record struct Landmark(long Ticks, LandmarkKind Kind);
