using Predictor.Care.Episodes;
using Predictor.Risk.Engines;
using Predictor.Risk.Engines.Trees;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Features;
using Predictor.Risk.Landmarks;

namespace Predictor.Risk.Training.Tuning;

/// <summary>
/// Searches for settings of the trees: drawn at random, compared on folds of the training clients by successive halving, and the best judged once beside the
/// defaults on the clients held out, who have no part in the choice.
/// </summary>
public sealed class Tuner(TimeProvider time)
{
    /// <summary>Searches.</summary>
    /// <param name="episodes">The episodes of the export, in an order that does not depend on its rows.</param>
    /// <param name="cutTicks">UTC ticks up to which the data tell.</param>
    /// <param name="dataFingerprint">The SHA-256 of the export.</param>
    /// <param name="pipeline">How events become rows; settings are compared at the first horizon.</param>
    /// <param name="options">How much is searched.</param>
    /// <param name="trialFile">Where finished trials are kept; a search goes on from those that are there.</param>
    /// <param name="progress">Told what is being done, and the best so far.</param>
    /// <param name="cancellation">Stops the work; what is finished stays in the file.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="TrialFileException">The file is of other options or data, or is none of trials.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="FollowUpTooShortException">The data end too early.</exception>
    /// <exception cref="TooFewEventsException">There are under 100 training clients with the outcome.</exception>
    public TuningResult Tune(
        IReadOnlyList<Episode> episodes, long cutTicks, string dataFingerprint, PipelineOptions pipeline, TuningOptions options, string trialFile, IProgress<string>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(options);
        var problems = pipeline.Problems().Concat(options.Problems()).ToList();
        if (problems.Count > 0) throw new ArgumentException(string.Join("; ", problems));

        progress?.Report($"Finding landmarks in {episodes.Count} episodes");
        var cohort = Cohort.Of(episodes, pipeline, cutTicks, cancellation);
        var side = new TrainingSide(cohort, options.Seed);
        var weights = FollowUp.Weights(cohort, pipeline, side.IsTraining);
        var features = FeatureSetBuilder.Build([.. cohort.Episodes.Where((_, e) => side.IsTraining(e))], pipeline);
        using var file = TrialFile.Open(trialFile, TuningStudy.Of(dataFingerprint, cohort, pipeline, features, options.Seed), options.Seed);
        if (file.Found > 0) progress?.Report($"{trialFile} has {file.Found} finished trials; going on from them");

        var trainer = new HeadTrainer(cohort, side.Clients, features, Engine(0, options), new TrainingOptions { Seed = options.Seed });
        var labelled = LabelledRows.Of(cohort, 0, pipeline, side.IsTraining, weights);
        var events = trainer.Events(labelled);
        var warning = EventGate.Check(events, EventGate.Fewest, pipeline.HorizonDays[0]);
        progress?.Report($"Folding {labelled.Rows.Length} training rows");
        var rows = trainer.Rows(labelled, cancellation);
        var search = new TrialSearch(new TrialJudge(Folded(rows, labelled, cohort, options.Seed), options.Threads), file, options, time, progress);
        var scores = search.Run(cancellation);
        var chosen = scores.Where(s => s.Folds == SuccessiveHalving.Folds[^1]).MinBy(s => (s.LogLoss, s.Trial))!.Trial;

        var notes = Notes(warning, search, chosen);
        return new TuningResult
        {
            HorizonDays = pipeline.HorizonDays[0],
            Seed = options.Seed,
            Rows = rows.RowCount,
            Clients = rows.Clients.Distinct().Count(),
            Events = events,
            RungFolds = SuccessiveHalving.Folds,
            Trials = Trials(scores, options.Seed),
            Chosen = chosen,
            HeldOut = chosen == 0 ? null : Compare(),
            Notes = notes,
        };

        SettingsComparison Compare()
        {
            progress?.Report("Judging the defaults and the chosen settings on the held-out clients");
            var heldOut = LabelledRows.Of(cohort, 0, pipeline, side.IsHeldOut, weights);
            var evaluation = new EvaluationOptions { BootstrapRepeats = options.BootstrapRepeats, Seed = (ulong)options.Seed, MaxThreads = options.Threads == 0 ? -1 : options.Threads };
            var clients = new HeldOutClients(cohort, side, features, heldOut, evaluation, cancellation);
            return SettingsComparison.Of(clients.Judge(Engine(0, options), rows, progress, cancellation), clients.Judge(Engine(chosen, options), rows, progress, cancellation));
        }
    }

    private static TreesEngine Engine(int trial, TuningOptions options) => new(SettingsSearch.Of(options.Seed, trial) with { Threads = options.Threads });

    /// <summary>The training rows with as many folds of clients as the last rung judges.</summary>
    private static TrainingRows Folded(TrainingRows rows, LabelledRows labelled, Cohort cohort, int seed)
    {
        var folds = SuccessiveHalving.Folds[^1];
        var folded = rows with { Folds = [.. labelled.Rows.Select(r => ClientSplit.Fold(seed, cohort.Episodes[cohort.Rows[r].Episode].ClientId, folds))], FoldCount = folds };
        TrainingRowsGuard.Check(folded, CancellationToken.None);
        return folded;
    }

    private static List<TuningTrial> Trials(IReadOnlyList<TrialScore> scores, int seed) =>
    [
        .. scores.GroupBy(s => s.Trial)
            .Select(g => g.OrderBy(s => s.Folds).ToList())
            .OrderByDescending(s => s.Count).ThenBy(s => s[^1].LogLoss).ThenBy(s => s[0].Trial)
            .Select(s => new TuningTrial(s[0].Trial, TreesSetting.Told(SettingsSearch.Of(seed, s[0].Trial)), [.. s.Select(r => new TuningRung(r.Folds, r.LogLoss, r.Trees))])),
    ];

    private static List<string> Notes(string? warning, TrialSearch search, int chosen)
    {
        var notes = new List<string>();
        if (warning is not null) notes.Add(warning);
        if (search.LeftOut > 0) notes.Add($"The time budget left out {search.LeftOut} trials of rungs they had reached; the same command again goes on with them.");
        notes.Add(chosen == 0
            ? "No setting drawn did better than the defaults over all folds; the held-out clients were not looked at."
            : "The least log loss of many is a little too good; what the chosen settings are worth is seen on the held-out clients, who had no part in the choice. Searching again after having looked at them spoils that.");
        return notes;
    }
}
