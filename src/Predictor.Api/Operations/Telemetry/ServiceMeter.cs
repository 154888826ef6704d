using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Operations.Telemetry;

/// <summary>What the service counts of itself. No tag holds anything of a request but what the service made of it.</summary>
internal static class ServiceMeter
{
    public const string Name = "Predictor.Api";
    public const string Duration = "predictor.score.duration";
    public const string Scores = "predictor.scores";
    public const string Problems = "predictor.problems";
    public const string Drift = "predictor.score.drift";

    private static readonly Meter Meter = new(Name, typeof(ServiceMeter).Assembly.GetName().Version?.ToString(3));

    private static readonly Histogram<double> Durations = Meter.CreateHistogram(
        Duration, "s", "What reckoning one score and its explanation took, without reading the body.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.00001, 0.00002, 0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.1] });

    private static readonly Counter<long> ScoreCount = Meter.CreateCounter<long>(Scores, "{score}", "Answered scores, by model, status and band.");
    private static readonly Counter<long> ProblemCount = Meter.CreateCounter<long>(Problems, "{problem}", "Answered problems, by type and status; a line of a batch counts as one.");

    // Windows die with their model: a model that was swapped out is not held by its own gauge.
    private static readonly ConditionalWeakTable<DriftWindow, Watched> Windows = [];

#pragma warning disable IDE0052 // Held so that it lives; read by whoever listens.
    private static readonly ObservableGauge<double> DriftGauge = Meter.CreateObservableGauge(Drift, ObserveDrift, "1", "Population stability index of the last scores against the training's risks.");
#pragma warning restore IDE0052

    /// <summary>Whether anybody listens to scores.</summary>
    public static bool IsScoringWatched => Durations.Enabled || ScoreCount.Enabled || DriftGauge.Enabled;

    /// <summary>Counts a score.</summary>
    public static void Scored(RiskScore score, DriftWindow? drift, TimeSpan took)
    {
        var (name, version) = (new KeyValuePair<string, object?>("model.name", score.Model.Name), new KeyValuePair<string, object?>("model.version", score.Model.Version));
        Durations.Record(took.TotalSeconds, name, version);
        ScoreCount.Add(1, [name, version, new("status", score.Status), new("band", score.Band ?? "none")]);
        if (score.Probability is { } probability) drift?.Add(probability);
    }

    /// <summary>Counts a problem.</summary>
    /// <param name="type">Its type; one without a type of its own is told by its status.</param>
    /// <param name="status">Its HTTP status.</param>
    public static void Refused(string type, int status) => ProblemCount.Add(1, new KeyValuePair<string, object?>("type", type), new KeyValuePair<string, object?>("status", status));

    /// <summary>Has the gauge tell of a window as long as it lives.</summary>
    public static void Watch(DriftWindow window, string model, string version, int horizonDays) => Windows.Add(window, new Watched(model, version, horizonDays));

    private static List<Measurement<double>> ObserveDrift() =>
    [
        .. from entry in Windows
           let index = entry.Key.Index()
           where index is not null
           select new Measurement<double>(index.Value, new("model.name", entry.Value.Model), new("model.version", entry.Value.Version), new("horizon.days", entry.Value.HorizonDays)),
    ];

    private sealed record Watched(string Model, string Version, int HorizonDays);
}
