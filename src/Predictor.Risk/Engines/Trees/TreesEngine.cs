using Predictor.Trees;

namespace Predictor.Risk.Engines.Trees;

/// <summary>
/// Gradient-boosted trees under the catalogue's directions: a worse sign never lowers the risk. The number of trees is the one at which the log loss over
/// folds of clients is least.
/// </summary>
internal sealed class TreesEngine(TreesSettings settings) : IRiskEngine
{
    public const string EngineName = "trees";

    public string Name => EngineName;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Settings => TreesSetting.Told(settings);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The rows cannot be learned from; the message names the first entry at fault.</exception>
    public EngineResult Train(TrainingRows rows, IProgress<string>? progress, CancellationToken cancellation)
    {
        var (options, table, folds) = GrowFolds(rows, progress, cancellation);
        progress?.Report($"Growing {folds.Rounds} trees on all {rows.RowCount} rows");
        var all = new BoostingRun(options, table, rows.Labels, rows.Weights, [.. Enumerable.Range(0, rows.RowCount)], [], cancellation);
        while (all.Rounds < folds.Rounds) all.Step();
        var model = new TreesModel(all.Ensemble(folds.Rounds));
        return new EngineResult(model, folds.OutOfFoldScores(rows.Values, settings.Threads, cancellation), Notes(folds, rows.FoldCount, options));
    }

    /// <inheritdoc/>
    public double[] OutOfFold(TrainingRows rows, IProgress<string>? progress, CancellationToken cancellation) =>
        GrowFolds(rows, progress, cancellation).Folds.OutOfFoldScores(rows.Values, settings.Threads, cancellation);

    /// <summary>How trees are grown on some rows under some settings.</summary>
    public static BoostingOptions Options(TreesSettings settings, TrainingRows rows) => new()
    {
        Trees = settings.MaximumRounds,
        EarlyStoppingRounds = settings.Patience,
        Bins = settings.Bins,
        LearningRate = settings.LearningRate,
        Leaves = settings.Leaves,
        MaxDepth = settings.MaximumDepth,
        L2 = settings.L2,
        MinimumChildWeight = settings.MinimumChildWeight,
        MinimumChildRows = Math.Max(1, (int)Math.Round(settings.MinimumChildClients * settings.RowShare * rows.RowCount / rows.Clients.Distinct().Count())),
        RowShare = settings.RowShare,
        ColumnShare = settings.ColumnShare,
        Seed = settings.Seed,
        Threads = settings.Threads,
    };

    private (BoostingOptions Options, BinnedTable Table, FoldBoosting Folds) GrowFolds(TrainingRows rows, IProgress<string>? progress, CancellationToken cancellation)
    {
        TrainingRowsGuard.Check(rows, cancellation);
        var options = Options(settings, rows);

        // One set of bins for all folds: they come from the features of all training rows, labels have no part in them, and the held-out clients, on whom the
        // model is judged, are not among these rows.
        progress?.Report($"Binning {rows.RowCount} rows");
        var table = BinnedTable.Of(TreeColumns.Of(rows.Columns), rows.Values, rows.RowCount, settings.Bins, settings.Threads, cancellation);
        return (options, table, FoldBoosting.Grow(options, table, rows.Labels, rows.Weights, rows.Folds, progress, cancellation));
    }

    private List<string> Notes(FoldBoosting folds, int foldCount, BoostingOptions options)
    {
        var notes = new List<string>
        {
            $"{folds.Rounds} trees of at most {options.Leaves} leaves: the number at which the weighted log loss over {foldCount} folds of clients was least ({folds.LogLoss:F5}).",
            $"A leaf holds at least {options.MinimumChildRows} of the rows that a tree is grown on, those of about {settings.MinimumChildClients:0} clients.",
        };
        if (folds.Rounds == 0) notes.Add("No tree did better out of fold than the base rate: the model gives everyone the same risk.");
        if (folds.Rounds == settings.MaximumRounds) notes.Add("The log loss was still falling at the most trees that are tried; more may do better.");
        return notes;
    }
}
