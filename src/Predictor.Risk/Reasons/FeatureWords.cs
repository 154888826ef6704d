namespace Predictor.Risk.Reasons;

/// <summary>How one feature reads in words.</summary>
/// <param name="Code">The feature's code.</param>
/// <param name="Theme">What it tells of: features of one theme make one reason.</param>
/// <param name="Raises">The sentence where it raises the risk; true for any value.</param>
/// <param name="Lowers">The sentence where it lowers the risk; true for any value.</param>
/// <param name="Missing">What it says to have no value, whichever way that moves the risk.</param>
internal sealed record FeatureWords(string Code, string Theme, Func<Told, string> Raises, Func<Told, string> Lowers, Func<Told, Absence> Missing);
