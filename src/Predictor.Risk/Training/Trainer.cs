using System.Text;
using Predictor.Care.Episodes;
using Predictor.Risk.Engines;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Evaluation.Incidence;
using Predictor.Risk.Features;
using Predictor.Risk.Horizons;
using Predictor.Risk.Importing;
using Predictor.Risk.Landmarks;
using Predictor.Risk.Packaging;
using Predictor.Risk.Training.Card;
using Predictor.Risk.Training.Designs;
using Predictor.Risk.Training.Running;

namespace Predictor.Risk.Training;

/// <summary>From the episodes of an export to a model package in memory, ready to be written.</summary>
public sealed class Trainer(IRiskEngine engine, TimeProvider time)
{
    /// <summary>The features of a model that exists already, and how it came to be; null for a training, which takes what its data can fill.</summary>
    internal ImportedModel? Imported { get; init; }

    /// <summary>Trains a model on the training side of the split and judges it on the other.</summary>
    /// <param name="episodes">The episodes of the export, in an order that does not depend on its rows.</param>
    /// <param name="cutTicks">UTC ticks up to which the data tell.</param>
    /// <param name="dataFingerprint">The SHA-256 of the export.</param>
    /// <param name="pipeline">How events become rows.</param>
    /// <param name="options">Name, version, seed and folds.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="FollowUpTooShortException">The data end too early.</exception>
    /// <exception cref="TooFewEventsException">There are under 100 training clients with the outcome.</exception>
    public TrainedModel Train(
        IReadOnlyList<Episode> episodes, long cutTicks, string dataFingerprint, PipelineOptions pipeline, TrainingOptions options, IProgress<string>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(options);
        var problems = pipeline.Problems().Concat(options.Problems()).ToList();
        if (problems.Count > 0) throw new ArgumentException(string.Join("; ", problems));

        progress?.Report($"Finding landmarks in {episodes.Count} episodes");
        var sides = SplitSides.Of(episodes, pipeline, cutTicks, options.Seed, options.Split, cancellation);
        var (split, training, test) = sides;
        var features = Imported?.Features ?? FeatureSetBuilder.Build([.. training.Cohort.Episodes.Where((_, e) => training.IsIn(e))], pipeline);
        var headTrainer = new HeadTrainer(training.Cohort, training.Clients, features, engine, options);
        var curve = new CurveTrainer(training.Cohort, headTrainer, pipeline);

        var leaveOut = split.Kind == SplitKind.Clinic ? new LeaveClinicOut(training.Cohort, training.Clients, engine, pipeline, options) : null;
        var crossValidation = options.CrossValidationRepeats > 0 ? new RepeatedCrossValidation(training.Cohort, training.Clients, engine, pipeline, options) : null;
        var stability = options.StabilityRefits > 0 ? new StabilityCheck(sides, features, engine, pipeline, options) : null;
        stability?.RequireEvents();
        var trained = new SortedDictionary<int, TrainedHead>();
        var results = new SortedDictionary<int, EvaluationResult>();
        var horizons = pipeline.HorizonDays.ToList();
        foreach (var days in HorizonChain.InOrder(pipeline.HorizonDays))
        {
            var horizon = horizons.IndexOf(days);
            var head = curve.Train(days, training.Rows(horizon, pipeline), progress, cancellation);
            progress?.Report($"Horizon {days} days: evaluating on held-out clients");
            results.Add(days, HeadEvaluation.Of(head.Head, features, test.Cohort, horizon, test.Rows(horizon, pipeline), test.IsIn, test.Clients, new EvaluationOptions { BootstrapRepeats = options.BootstrapRepeats, Seed = (ulong)options.Seed }, pipeline, truth: null, progress, cancellation));
            if (leaveOut is not null) results[days] = results[days] with { ByClinic = leaveOut.Of(horizon, progress, cancellation) };
            if (crossValidation is not null) results[days] = results[days] with { CrossValidation = crossValidation.Of(horizon, progress, cancellation) };
            // Other horizons are steps from the first, which has the model that is refitted.
            if (stability is not null && horizon == 0) results[days] = results[days] with { Stability = stability.Of(head.Head, Prefixed.Of(progress, $"Horizon {days} days"), cancellation) };
            // The rows are by far the largest thing here, and one horizon's are not needed for the next.
            trained.Add(horizon, head with { Rows = head.Rows with { Values = [] } });
        }

        var heads = trained.Values.Select(t => t.Head).ToList();
        progress?.Report("What became of clients by the band of their risk");
        results[heads[0].HorizonDays] = results[heads[0].HorizonDays] with { Incidence = IncidenceCurves.Of(heads, features, test, pipeline, (ulong)options.Seed, cancellation) };
        var metrics = Metrics([.. trained.Values], results, sides);
        var card = ModelCard.Of(new CardRun
        {
            Pipeline = pipeline,
            Options = options,
            Engine = heads[0].Model.Engine,
            Origin = Imported?.Origin,
            Features = features,
            Distributions = headTrainer.Distributions,
            Cohort = training.Cohort,
            DataFingerprint = dataFingerprint,
            Metrics = metrics,
        });
        var files = PackageWriter.ModelFiles(pipeline, features, headTrainer.Distributions, heads, split);
        files.Add(PackageFiles.Metrics, PackageJson.Write(metrics));
        files.Add(PackageFiles.CardJson, PackageJson.Write(card));
        files.Add(PackageFiles.CardMarkdown, Encoding.UTF8.GetBytes(CardMarkdown.Of(card)));
        if (Imported is null) files.Add(PackageFiles.Run, RunDocument.Of(pipeline, options, engine).Write());
        return new TrainedModel(PackageWriter.Seal(options.Name, options.Version, options.Seed, dataFingerprint, files, time.GetUtcNow()), files, metrics)
        {
            Natives = trained.Values.Where(t => t.SaveNative is not null).Select(t => new NativeModel(t.Head.HorizonDays, t.SaveNative!)).ToList(),
        };
    }

    private MetricsDocument Metrics(List<TrainedHead> trained, SortedDictionary<int, EvaluationResult> results, SplitSides sides)
    {
        var cohort = sides.Training.Cohort;
        var notes = trained.SelectMany(t => t.Notes).Distinct().ToList();
        if (cohort.EpisodesWithoutAnchor > 0) notes.Add($"{cohort.EpisodesWithoutAnchor} episodes have no appointment that the clinic did not cancel, and so no rows.");
        if (cohort.Returns > 0) notes.Add($"{cohort.Returns} times a client came back after counting as gone.");
        if (sides.Design.Kind == SplitKind.Time)
            notes.Add($"Split by time: trained on what was known at the end of {SplitDesign.Told(sides.Design.Day!.Value)}, and judged on clients first met later. What became later of clients met before is in no figure, and clients first met late are seen in their first weeks above all.");
        return new MetricsDocument
        {
            Schema = PackageFiles.Schema,
            EvaluatedOn = sides.Design.Kind == SplitKind.Time ? $"the clients of the training data {sides.Design.HeldOutAre}" : $"held-out clients of {(Imported is null ? "the training data" : "the data given at import")} ({ClientSplit.HeldOutShare:P0} of clients, by a hash of seed and client)",
            Training = [.. trained.Select(Counts)],
            EngineSettings = engine.Settings,
            ByHorizon = results,
            Notes = notes,
        };
    }

    private static TrainingCounts Counts(TrainedHead head) => new(
        head.Head.HorizonDays,
        head.Rows.RowCount,
        head.Rows.Clients.Distinct().Count(),
        head.Rows.Labels.Count(l => l == 1),
        head.Events,
        head.Censored,
        head.Capped,
        head.Head.BaseRate);
}
