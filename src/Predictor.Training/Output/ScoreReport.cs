using Predictor.Risk.Scoring;

namespace Predictor.Training.Output;

/// <summary>The JSON document of <c>score</c>: each score as the API gives it.</summary>
internal sealed record ScoreReport(IReadOnlyList<RiskScore> Scores);
