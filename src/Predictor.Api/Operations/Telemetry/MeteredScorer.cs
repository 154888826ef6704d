using System.Diagnostics;
using Predictor.Care.Episodes;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Operations.Telemetry;

/// <summary>Scores with a model, and has what comes out counted where somebody listens.</summary>
internal sealed class MeteredScorer
{
    private readonly Dictionary<int, DriftWindow> _drift;

    public MeteredScorer(ModelPackage package)
    {
        Unmetered = new RiskScorer(package);
        _drift = package.Heads.ToDictionary(h => h.HorizonDays, h => new DriftWindow(h.Percentiles));
        foreach (var (horizon, window) in _drift) ServiceMeter.Watch(window, package.Name, package.Version, horizon);
    }

    /// <summary>The scorer itself, for scores that nobody asked for.</summary>
    public RiskScorer Unmetered { get; }

    /// <inheritdoc cref="RiskScorer.Score"/>
    public RiskScore Score(Episode episode, long asOfTicks, ModelHead head, Explanation explanation, IReadOnlyList<int>? curve = null)
    {
        if (!ServiceMeter.IsScoringWatched) return Unmetered.Score(episode, asOfTicks, head, explanation, curve);
        var start = Stopwatch.GetTimestamp();
        var score = Unmetered.Score(episode, asOfTicks, head, explanation, curve);
        ServiceMeter.Scored(score, _drift.GetValueOrDefault(head.HorizonDays), Stopwatch.GetElapsedTime(start));
        return score;
    }
}
