using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;

namespace Predictor.Training.Data;

/// <summary>The scores of an export's episodes, in the order of the episodes.</summary>
internal sealed record ScoredExport(ModelPackage Package, ModelHead Head, long AsOfTicks, IReadOnlyList<RiskScore> Scores);
