namespace Predictor.Risk.Landmarks;

/// <summary>What became of the client after a landmark.</summary>
/// <param name="Value">1 where the client has left or leaves within the horizon, else 0.</param>
/// <param name="KnownTicks">UTC ticks from which this is known (kappa); after the cut, the row is censored.</param>
public readonly record struct LandmarkLabel(byte Value, long KnownTicks);
