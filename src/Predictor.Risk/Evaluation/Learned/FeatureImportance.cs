namespace Predictor.Risk.Evaluation.Learned;

/// <summary>How much one feature moves scores.</summary>
/// <param name="Code">The feature.</param>
/// <param name="Name">It in a few words.</param>
/// <param name="Family">What it is about.</param>
/// <param name="MeanAbsoluteLogOdds">The weighted mean of its contribution without its sign, after calibration.</param>
/// <param name="Ci">95 % interval with clients drawn; null without a bootstrap.</param>
public sealed record FeatureImportance(string Code, string Name, string Family, double MeanAbsoluteLogOdds, ConfidenceInterval? Ci);
