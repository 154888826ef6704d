using Predictor.Risk.Engines;
using Predictor.Risk.Engines.Logistic;
using Predictor.Risk.Features;

namespace Predictor.Risk.Evaluation.Baselines;

/// <summary>
/// The models that every model is compared with: <c>intake-only</c>, a regression on what is known on the first day, for what all that happens later adds;
/// and <c>logistic</c>, a regression on all features, for what a harder model adds.
/// </summary>
internal static class ModelBaselines
{
    /// <param name="rows">The training rows.</param>
    /// <param name="features">Their columns.</param>
    /// <param name="engine">The engine of the model that is compared: a regression is not compared with itself.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IReadOnlyList<ModelBaseline> Fit(TrainingRows rows, FeatureSet features, string engine, IProgress<string>? progress, CancellationToken cancellation)
    {
        var regression = new LogisticEngine(new LogisticSettings());
        progress?.Report("to compare with: a regression on what is known at intake");
        var baselines = new List<ModelBaseline> { new("intake-only", regression.Fit(IntakeFeatures.Only(rows, features), cancellation)) };
        if (engine == LogisticEngine.EngineName) return baselines;
        progress?.Report("to compare with: a regression on all features");
        baselines.Add(new ModelBaseline("logistic", regression.Fit(rows, cancellation)));
        return baselines;
    }
}
