using Predictor.Care.Episodes;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;
using Predictor.Risk.Training;
using Predictor.Risk.Training.Designs;

namespace Predictor.Risk.Monitoring;

/// <summary>Compares an export with what a model was trained on, and follows the model's performance over the calendar.</summary>
public sealed record PackageDrift
{
    /// <summary>Which rows were compared.</summary>
    public required string ComparedOn { get; init; }

    public required DriftResult Result { get; init; }

    /// <summary>Compares.</summary>
    /// <param name="package">The model.</param>
    /// <param name="episodes">The episodes of the export.</param>
    /// <param name="cutTicks">UTC ticks up to which the data tell.</param>
    /// <param name="sinceTicks">UTC ticks of the first landmark to compare; null for all. What happened before is still in the features.</param>
    /// <param name="dataFingerprint">The SHA-256 of the export: on the model's own training data, only held-out clients are compared.</param>
    /// <param name="clients">Which clients to compare.</param>
    /// <param name="options">From where on something is an alarm.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or there is no landmark.</exception>
    /// <exception cref="ModelPackageException">The package keeps nothing to compare with.</exception>
    public static PackageDrift Of(
        ModelPackage package, IReadOnlyList<Episode> episodes, long cutTicks, long? sinceTicks, string dataFingerprint, ClientChoice clients, DriftOptions options, IProgress<string>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(options);
        var problems = options.Problems().ToList();
        if (problems.Count > 0) throw new ArgumentException(string.Join("; ", problems));
        progress?.Report($"Finding landmarks in {episodes.Count} episodes");
        var cohort = Cohort.Of(episodes, package.Pipeline, cutTicks, cancellation);
        var side = new TrainingSide(cohort, package.Seed);
        var isTrainingData = dataFingerprint == package.DataFingerprint;
        var isHeldOut = clients == ClientChoice.HeldOut || (clients == ClientChoice.Default && isTrainingData);
        // Whoever the design held out, a split by time by another rule than one by client.
        Func<int, bool> isIn = isHeldOut ? SplitSides.TestOf(episodes, cohort, package.Pipeline, package.Seed, package.Split, isTrainingData, cancellation).IsIn : _ => true;
        int[] rows = [.. Enumerable.Range(0, cohort.Rows.Length).Where(r => isIn(cohort.Rows[r].Episode) && cohort.Rows[r].Landmark.Ticks >= (sinceTicks ?? long.MinValue))];
        var values = cohort.Fold(package.Features, rows, cancellation);
        var monitored = new MonitoredRows { Values = values, Clients = [.. rows.Select(r => side.Clients[cohort.Rows[r].Episode])], Unseen = cohort.Unseen(package.Features, rows, cancellation) };
        var result = DriftMonitor.Compare(package, monitored, options, progress, cancellation);

        var charts = new PerformanceWindows(package, cohort, side.Clients, options);
        var windows = new List<WindowPerformance>();
        for (var horizon = 0; horizon < package.Heads.Count; horizon++)
        {
            progress?.Report($"Horizon {package.Heads[horizon].HorizonDays} days: performance by {options.Window.ToString().ToLowerInvariant()}");
            windows.AddRange(charts.Of(horizon, rows, DriftMonitor.Probabilities(package.Heads[horizon], values, package.Features.Count, cancellation), cancellation));
        }

        return new PackageDrift
        {
            ComparedOn = (isTrainingData, isHeldOut) switch
            {
                (true, true) => "the clients of the training data that were held out",
                (true, false) => "the training data, all clients",
                (false, true) => "another export, the clients that a training with the model's seed holds out",
                (false, false) => "another export, all clients",
            },
            Result = result with
            {
                Windows = windows,
                Alarms = [.. result.Alarms, .. windows.SelectMany(w => w.Figures.Where(f => f.IsOut).Select(f => DriftSentences.Of(w, f)))],
            },
        };
    }
}
