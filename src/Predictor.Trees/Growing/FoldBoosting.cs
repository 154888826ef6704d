using Predictor.Trees.Numerics;

namespace Predictor.Trees;

/// <summary>
/// Boosting with early stopping on folds, such as groups of clients: one model without each fold grows side by side, until their common log loss on the rows
/// they have not seen no longer falls. All folds have their say in the one number of trees, where stopping each by itself would leave it to chance; and every
/// row has a score by trees that have not seen its fold.
/// </summary>
public sealed class FoldBoosting
{
    // Between looks at the common loss each fold grows so many trees; the number found does not depend on it.
    private const int RoundsBetweenLooks = 10;

    private readonly TreeEnsemble[] _ensembles;
    private readonly int[] _folds;

    private FoldBoosting(int rounds, double logLoss, TreeEnsemble[] ensembles, int[] folds)
    {
        Rounds = rounds;
        LogLoss = logLoss;
        _ensembles = ensembles;
        _folds = folds;
    }

    /// <summary>The number of trees at which the common log loss is least.</summary>
    public int Rounds { get; }

    /// <summary>That loss: the weighted mean over the rows of the folds left out, each by the model that has not seen it.</summary>
    public double LogLoss { get; }

    /// <summary>Grows the models.</summary>
    /// <param name="options">How trees are grown.</param>
    /// <param name="table">The columns of all rows.</param>
    /// <param name="labels">0 or 1 for each row.</param>
    /// <param name="weights">Positive and finite, one for each row.</param>
    /// <param name="folds">The fold of each row, 0 to their number - 1; rows that belong together have the same.</param>
    /// <param name="progress">Told the loss now and then.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="judged">How many folds are left out in turn, from fold 0 on; all models learn from the rows of the others. Null for all folds.</param>
    /// <exception cref="ArgumentException">An argument is not as expected; the message names the first entry at fault.</exception>
    public static FoldBoosting Grow(
        BoostingOptions options, BinnedTable table, byte[] labels, double[] weights, int[] folds, IProgress<string>? progress, CancellationToken cancellation, int? judged = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        if (folds.Length != table.RowCount) throw new ArgumentException($"{folds.Length} folds for {table.RowCount} rows; expected one a row.", nameof(folds));
        if (folds.Min() < 0) throw new ArgumentException($"Fold {folds.Min()}; expected 0 or more.", nameof(folds));
        if (judged < 1 || judged > folds.Max() + 1) throw new ArgumentOutOfRangeException(nameof(judged), judged, $"Expected 1 to {folds.Max() + 1}, the number of folds.");
        var rows = Enumerable.Range(0, folds.Length).ToLookup(i => folds[i]);
        var runs = new BoostingRun[judged ?? folds.Max() + 1];
        var shares = new double[runs.Length];
        var workers = new Workers(options.Threads, cancellation);
        for (var fold = 0; fold < runs.Length; fold++)
        {
            if (!rows.Contains(fold)) throw new ArgumentException($"Fold {fold} has no rows; expected some in each of the {runs.Length} folds.", nameof(folds));
            shares[fold] = rows[fold].Sum(i => weights[i]);
            // Threads go to folds, not into them: trees grow one after the other, but the folds know nothing of each other.
            runs[fold] = new BoostingRun(options with { Threads = 1 }, table, labels, weights, [.. Enumerable.Range(0, folds.Length).Where(i => folds[i] != fold)], [.. rows[fold]], cancellation);
        }

        int grown = 0, best = 0;
        while (grown < options.Trees && !HasStopped())
        {
            var until = Math.Min(grown + RoundsBetweenLooks, options.Trees);
            workers.ForEach(runs.Length, fold =>
            {
                while (runs[fold].Rounds < until) runs[fold].Step();
            });
            while (grown < until && !HasStopped())
            {
                if (Loss(runs, shares, ++grown) < Loss(runs, shares, best)) best = grown;
            }

            progress?.Report($"{grown} trees in each of {runs.Length} folds: out-of-fold log loss {Loss(runs, shares, grown):F5}, least {Loss(runs, shares, best):F5} at {best}");
        }

        bool HasStopped() => options.EarlyStoppingRounds > 0 && grown - best >= options.EarlyStoppingRounds;
        return new FoldBoosting(best, Loss(runs, shares, best), [.. runs.Select(r => r.Ensemble(best))], folds);
    }

    /// <summary>The scores of all rows, each by the trees that have not seen its fold.</summary>
    /// <param name="values">Row-major, rows x columns, as the table was made of.</param>
    /// <param name="threads">The largest number of threads; 0 for as many as there are processors.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidOperationException">Some folds were not left out: all models have seen their rows.</exception>
    public double[] OutOfFoldScores(double[] values, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (_ensembles.Length <= _folds.Max()) throw new InvalidOperationException($"Only {_ensembles.Length} of {_folds.Max() + 1} folds were left out; the rows of the others have no score out of fold.");
        var columns = _ensembles[0].Columns.Count;
        if (values.Length != (long)_folds.Length * columns)
            throw new ArgumentException($"{values.Length} values for {_folds.Length} rows; expected {(long)_folds.Length * columns}, {columns} a row.", nameof(values));
        var scores = new double[_folds.Length];
        new Workers(threads, cancellation).ForPieces(scores.Length, (_, from, to) =>
        {
            for (var row = from; row < to; row++) scores[row] = _ensembles[_folds[row]].Score(values.AsSpan(row * columns, columns));
        });
        return scores;
    }

    private static double Loss(BoostingRun[] runs, double[] shares, int round)
    {
        double sum = 0, weight = 0;
        for (var fold = 0; fold < runs.Length; fold++)
        {
            sum += shares[fold] * runs[fold].ValidationLoss[round];
            weight += shares[fold];
        }

        return sum / weight;
    }
}
