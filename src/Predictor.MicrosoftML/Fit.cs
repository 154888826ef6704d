using Predictor.Risk.Engines;

namespace Predictor.MicrosoftML;

/// <summary>A model that ML.NET learned, and what it became.</summary>
/// <param name="Converted">The same model in this project's form.</param>
/// <param name="Layout">What its features are.</param>
/// <param name="Checked">On how many rows the two were compared.</param>
/// <param name="LargestDifference">By how much their probabilities differ at most.</param>
/// <param name="Save">Writes ML.NET's own form.</param>
internal sealed record Fit(IRiskModel Converted, Layout Layout, int Checked, double LargestDifference, Action<Stream> Save);
