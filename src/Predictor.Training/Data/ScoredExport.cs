using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;

namespace Predictor.Training.Data;

/// <summary>The scores of an export's episodes, in the order of the episodes.</summary>
/// <param name="Package">The model.</param>
/// <param name="Head">The horizon of the risks.</param>
/// <param name="AsOfTicks">UTC ticks.</param>
/// <param name="Scores">One an episode.</param>
/// <param name="CurveDays">The horizons in days of each score's curve, ascending; none where there is no curve.</param>
internal sealed record ScoredExport(ModelPackage Package, ModelHead Head, long AsOfTicks, IReadOnlyList<RiskScore> Scores, IReadOnlyList<int> CurveDays);
