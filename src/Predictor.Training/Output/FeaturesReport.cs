namespace Predictor.Training.Output;

/// <summary>The JSON document of <c>features</c>.</summary>
/// <param name="File">The table.</param>
/// <param name="Rows">Landmarks whose label is known by the end of the data.</param>
/// <param name="Features">Columns after label and weight.</param>
/// <param name="Censored">Landmarks that are left out.</param>
internal sealed record FeaturesReport(string File, int Rows, int Features, int Censored);
