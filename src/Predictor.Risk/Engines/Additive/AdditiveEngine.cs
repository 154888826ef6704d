using Predictor.Risk.Engines.Trees;
using Predictor.Trees;

namespace Predictor.Risk.Engines.Additive;

/// <summary>
/// A generalised additive model: one curve a feature and a few pairs, each a table that can be read, under the catalogue's directions. When to stop is said by
/// the log loss over folds of clients, and the model is the mean of those of the folds.
/// </summary>
internal sealed class AdditiveEngine(AdditiveSettings settings) : IRiskEngine
{
    public const string EngineName = "gam";

    public string Name => EngineName;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The rows cannot be learned from; the message names the first entry at fault.</exception>
    public EngineResult Train(TrainingRows rows, IProgress<string>? progress, CancellationToken cancellation)
    {
        TrainingRowsGuard.Check(rows, cancellation);
        var options = Options(rows);

        // One set of bins for all folds, as for the trees: labels have no part in them.
        progress?.Report($"Binning {rows.RowCount} rows");
        var table = BinnedTable.Of(TreeColumns.Of(rows.Columns), rows.Values, rows.RowCount, settings.Bins, settings.Threads, cancellation);
        var fit = AdditiveBoosting.Fit(options, table, rows.Labels, rows.Weights, rows.Folds, progress, cancellation);
        return new EngineResult(new AdditiveRiskModel(fit.Model), fit.OutOfFoldScores, Notes(fit, rows.FoldCount, options));
    }

    private AdditiveOptions Options(TrainingRows rows) => new()
    {
        Rounds = settings.MaximumRounds,
        EarlyStoppingRounds = settings.Patience,
        LearningRate = settings.LearningRate,
        Leaves = settings.Leaves,
        Pairs = settings.Pairs,
        PairBins = settings.PairBins,
        L2 = settings.L2,
        MinimumChildWeight = settings.MinimumChildWeight,
        MinimumChildRows = Math.Max(1, (int)Math.Round(settings.MinimumChildClients * rows.RowCount / rows.Clients.Distinct().Count())),
        MinimumGain = settings.MinimumGain,
        Threads = settings.Threads,
    };

    private List<string> Notes(AdditiveBoosting fit, int foldCount, AdditiveOptions options)
    {
        var pairs = fit.Data.Pairs.Count == 0 ? "no pairs" : $"{fit.Data.Pairs.Count} pairs ({string.Join(", ", fit.Data.Pairs.Select(p => $"{p.First.Feature} with {p.Second.Feature}"))})";
        var notes = new List<string>
        {
            $"An additive model of {fit.Data.Shapes.Count} curves and {pairs}: the mean of {foldCount} models, each without one fold of clients, whose weighted log loss is least ({fit.LogLoss:F5}) after "
                + $"{fit.Rounds} rounds over the features and {fit.PairRounds} over features and pairs.",
            $"A step on a feature tells stretches apart that hold at least {options.MinimumChildRows} training rows, those of about {settings.MinimumChildClients:0} clients.",
        };
        if (fit.Rounds == settings.MaximumRounds || fit.PairRounds == settings.MaximumRounds) notes.Add("The log loss was still falling at the most rounds that are tried; more may do better.");
        return notes;
    }
}
