namespace Predictor.Risk.Horizons;

/// <summary>The risk at one horizon.</summary>
/// <param name="HorizonDays">Days ahead.</param>
/// <param name="Probability">The chance that the client has left, or leaves within them.</param>
public readonly record struct CurvePoint(int HorizonDays, double Probability);
