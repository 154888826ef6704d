using Predictor.Risk.Training;

namespace Predictor.Training.Output;

/// <summary>The JSON document of <c>train</c>.</summary>
internal sealed record TrainReport(string Name, string Version, string Sha256, string Folder, MetricsDocument Metrics);
