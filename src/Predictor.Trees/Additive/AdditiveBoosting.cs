using Predictor.Trees.Additive;
using Predictor.Trees.Growing;
using Predictor.Trees.Numerics;

namespace Predictor.Trees;

/// <summary>
/// A generalised additive model by cyclic boosting of the weighted log loss: each round takes a small second-order step on one column after another, and, when
/// that no longer helps, on the pairs of columns with the largest interactions (Lou, Caruana and Gehrke, "Intelligible models", 2012; with Hooker, "Accurate
/// intelligible models with pairwise interactions", 2013; Nori et al., "InterpretML", 2019). Models without one fold each grow side by side: their common
/// loss on the rows they have not seen says when to stop, and their mean is the model.
/// </summary>
public sealed class AdditiveBoosting
{
    // What pairs gain, of all that was gained before, is theirs without doubt if it is more than this.
    private const double Clear = 0.05;

    private const int RoundsBetweenPasses = 5;

    private const int CandidatesPerPair = 10;

    private AdditiveBoosting(AdditiveModelData data, IReadOnlyList<TreeColumn> columns, double[] outOfFold, int rounds, int pairRounds, double lossWithoutPairs, double loss)
    {
        (Data, OutOfFoldScores, Rounds, PairRounds, LogLossWithoutPairs, LogLoss) = (data, outOfFold, rounds, pairRounds, lossWithoutPairs, loss);
        Model = new AdditiveModel(data, columns);
    }

    public AdditiveModelData Data { get; }

    /// <summary>The model that scores.</summary>
    public AdditiveModel Model { get; }

    /// <summary>The score of each row by the model that has not seen its fold.</summary>
    public double[] OutOfFoldScores { get; }

    /// <summary>The number of rounds over the columns at which the common log loss is least.</summary>
    public int Rounds { get; }

    /// <summary>The number of rounds over the pairs, likewise.</summary>
    public int PairRounds { get; }

    /// <summary>
    /// The common log loss of the columns alone, the weighted mean over all rows, each by the model that has not seen it; where pairs gain much, it is that
    /// before the last rounds over the columns, which are done beside the pairs.
    /// </summary>
    public double LogLossWithoutPairs { get; }

    /// <summary>The common log loss with the pairs.</summary>
    public double LogLoss { get; }

    /// <summary>Fits the model.</summary>
    /// <param name="options">How it is boosted.</param>
    /// <param name="table">The columns of all rows.</param>
    /// <param name="labels">0 or 1 for each row.</param>
    /// <param name="weights">Positive and finite, one for each row.</param>
    /// <param name="folds">The fold of each row, 0 to their number - 1, at least two; rows that belong together have the same.</param>
    /// <param name="progress">Told the loss now and then.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">An argument is not as expected; the message names the first entry at fault.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static AdditiveBoosting Fit(
        AdditiveOptions options, BinnedTable table, byte[] labels, double[] weights, int[] folds, IProgress<string>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(folds);
        options.Check();
        var baseScores = BaseScores(table, labels, weights, folds);
        var workers = new Workers(options.Threads, cancellation);
        var rows = FoldRows.Of(folds, labels, weights);
        var terms = new TermSet(options, table, rows, workers);
        var runs = new FoldRun[rows.Folds];
        workers.ForEach(runs.Length, fold => runs[fold] = new FoldRun(options, terms, fold, baseScores[fold], cancellation));
        var (rounds, pairRounds, lossWithoutPairs, loss) = Boost(options, terms, runs, new CommonStopping(options, runs, rows.Unit / weights.Sum(), workers), workers, progress);
        progress?.Report("Putting the folds' models together");
        var outOfFold = new double[labels.Length];
        workers.ForEach(runs.Length, fold => runs[fold].ScoreOwn(outOfFold));
        return new AdditiveBoosting(new Assembly(options, table, terms, runs, weights).Assemble(), table.Columns, outOfFold, rounds, pairRounds, lossWithoutPairs, loss);
    }

    private static (int Rounds, int PairRounds, double LossWithoutPairs, double Loss) Boost(
        AdditiveOptions options, TermSet terms, FoldRun[] runs, CommonStopping boosting, Workers workers, IProgress<string>? progress)
    {
        var first = boosting.Run("columns", options.Pairs > 0 ? CommonStopping.SlowForColumns : CommonStopping.SlowForAll, progress);
        if (options.Pairs == 0) return (first.Rounds, 0, first.Loss, first.Loss);
        var columns = runs.Select(r => r.Save()).ToArray();
        progress?.Report($"Looking for interactions among {terms.CandidatePairs().Count()} pairs of columns");
        workers.ForEach(runs.Length, fold => AddPairs(options, terms, runs[fold]));
        var pairs = boosting.Run("columns and pairs", CommonStopping.SlowForAll, progress);
        if (first.Loss - pairs.Loss > Clear * (boosting.LossAtFirst - first.Loss)) return (first.Rounds, pairs.Rounds, first.Loss, pairs.Loss);

        // What fell may have fallen by more rounds over the columns as well: without pairs the model is simpler.
        progress?.Report("Pairs gain little: trying the columns alone");
        var withPairs = runs.Select(r => r.Save()).ToArray();
        workers.ForEach(runs.Length, fold => runs[fold].Restore(columns[fold]));
        var alone = boosting.Run("columns", CommonStopping.SlowForAll, progress);
        if (alone.Loss <= pairs.Loss) return (first.Rounds + alone.Rounds, 0, alone.Loss, alone.Loss);
        workers.ForEach(runs.Length, fold => runs[fold].Restore(withPairs[fold]));
        return (first.Rounds, pairs.Rounds, alone.Loss, pairs.Loss);
    }

    /// <summary>
    /// Adds pairs in passes, each half of what is left, with some rounds between: what a strong pair explains makes others, with columns like its own, look strong.
    /// </summary>
    private static void AddPairs(AdditiveOptions options, TermSet terms, FoldRun run)
    {
        var candidates = terms.CandidatePairs();
        for (var left = options.Pairs; left > 0;)
        {
            // What is far behind at first is not looked at again.
            var measured = run.Measure(candidates);
            candidates = [.. measured.Take(CandidatesPerPair * options.Pairs)];
            var chosen = PairSearch.Apart(measured, (left + 1) / 2);
            if (chosen.Count == 0) return;
            left -= chosen.Count;
            run.Start(chosen.Select(p => terms.Pair(p.First, p.Second)));
            for (var i = 0; left > 0 && i < RoundsBetweenPasses; i++) run.Round();
        }
    }

    private static double[] BaseScores(BinnedTable table, byte[] labels, double[] weights, int[] folds)
    {
        if (folds.Length != table.RowCount) throw new ArgumentException($"{folds.Length} folds for {table.RowCount} rows; expected one a row.", nameof(folds));
        if (folds.Min() < 0) throw new ArgumentException($"Fold {folds.Min()}; expected 0 or more.", nameof(folds));
        if (folds.Max() == 0) throw new ArgumentException("There is one fold; expected at least two.", nameof(folds));
        var rows = Enumerable.Range(0, folds.Length).ToLookup(i => folds[i]);
        var targets = labels.Select(l => (double)l).ToArray();
        var logLoss = new BoostingOptions();
        return [.. Enumerable.Range(0, folds.Max() + 1).Select(fold =>
        {
            if (!rows.Contains(fold)) throw new ArgumentException($"Fold {fold} has no rows; expected some in each of the {folds.Max() + 1} folds.", nameof(folds));
            int[] others = [.. Enumerable.Range(0, folds.Length).Where(i => folds[i] != fold)];
            return StableMath.Logit(new BoostingRows(table, logLoss, targets, weights, others, [.. rows[fold]]).Mean());
        })];
    }
}
