using Predictor.Care.Episodes;
using Predictor.Risk.Evaluation.Incidence;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;

namespace Predictor.Risk.Evaluation;

/// <summary>Judges a model package on an export.</summary>
public sealed record PackageEvaluation
{
    /// <summary>Which rows the figures are of.</summary>
    public required string EvaluatedOn { get; init; }

    /// <summary>The figures by horizon in days.</summary>
    public required IReadOnlyDictionary<int, EvaluationResult> ByHorizon { get; init; }

    /// <summary>Evaluates every head.</summary>
    /// <param name="package">The model.</param>
    /// <param name="episodes">The episodes of the export.</param>
    /// <param name="cutTicks">UTC ticks up to which the data tell.</param>
    /// <param name="dataFingerprint">The SHA-256 of the export: on the model's own training data, only held-out clients are used.</param>
    /// <param name="clients">Which clients to judge on.</param>
    /// <param name="truth">The true risks of simulated data, for the best that any model could reach; null where they are not known.</param>
    /// <param name="bootstrapRepeats">Samples of clients that the intervals come from; 0 for no intervals.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">There are too few repeats for an interval, or the true risk of a landmark is not given; the message names it.</exception>
    /// <exception cref="FollowUpTooShortException">The data end too early.</exception>
    public static PackageEvaluation Of(
        ModelPackage package, IReadOnlyList<Episode> episodes, long cutTicks, string dataFingerprint, ClientChoice clients, TrueRisks? truth, int bootstrapRepeats, IProgress<string>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(package);
        var (judged, told) = JudgedRows.Of(package, episodes, cutTicks, dataFingerprint, clients, cancellation);
        var results = new Dictionary<int, EvaluationResult>();
        for (var horizon = 0; horizon < package.Heads.Count; horizon++)
        {
            var head = package.Heads[horizon];
            progress?.Report($"Horizon {head.HorizonDays} days: evaluating");
            results.Add(head.HorizonDays, HeadEvaluation.Of(head, package.Features, judged.Cohort, horizon, judged.Rows(horizon, package.Pipeline), judged.IsIn, judged.Clients, new EvaluationOptions { BootstrapRepeats = bootstrapRepeats, Seed = (ulong)package.Seed }, package.Pipeline, truth, progress, cancellation));
        }

        progress?.Report("What became of clients by the band of their risk");
        var first = package.Heads[0].HorizonDays;
        results[first] = results[first] with { Incidence = IncidenceCurves.Of(package.Heads, package.Features, judged, package.Pipeline, (ulong)package.Seed, cancellation) };
        return new PackageEvaluation { EvaluatedOn = told, ByHorizon = results };
    }
}
