namespace Predictor.Training.Output;

/// <summary>The JSON document of <c>export</c>.</summary>
/// <param name="File">The file that was written.</param>
/// <param name="Format">What it is: <c>onnx</c> or <c>lightgbm</c>.</param>
/// <param name="Name">The model's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">Its identity.</param>
/// <param name="HorizonDays">The horizon of the risk.</param>
/// <param name="Features">How many columns its rows have.</param>
internal sealed record ExportReport(string File, string Format, string Name, string Version, string Sha256, int HorizonDays, int Features);
