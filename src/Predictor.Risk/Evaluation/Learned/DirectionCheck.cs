namespace Predictor.Risk.Evaluation.Learned;

/// <summary>Whether a higher value of a feature only does to the risk what it may.</summary>
/// <param name="Code">The feature.</param>
/// <param name="MayOnly">What a higher value may do: <c>raise</c> or <c>lower</c>.</param>
/// <param name="LargestBreach">The largest step the wrong way, in log-odds after calibration, over rows whose value was changed and nothing else; 0 where the direction is kept.</param>
public sealed record DirectionCheck(string Code, string MayOnly, double LargestBreach);
