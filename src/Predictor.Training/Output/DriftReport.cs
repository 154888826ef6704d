using Predictor.Risk.Monitoring;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;

namespace Predictor.Training.Output;

/// <summary>The JSON document of <c>drift</c>.</summary>
internal sealed record DriftReport(ScoredBy Model, string ComparedOn, DriftOptions Options, DriftResult Result)
{
    public static DriftReport Of(ModelPackage package, PackageDrift drift, DriftOptions options) => new(new ScoredBy(package.Name, package.Version, package.Sha256), drift.ComparedOn, options, drift.Result);
}
