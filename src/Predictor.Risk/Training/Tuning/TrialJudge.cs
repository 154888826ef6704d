using Predictor.Risk.Engines;
using Predictor.Risk.Engines.Trees;
using Predictor.Trees;

namespace Predictor.Risk.Training.Tuning;

/// <summary>Judges settings on folds of the training clients; each fold's clients are judged by trees that have not seen them.</summary>
/// <param name="rows">The training side, with as many folds as the last rung has.</param>
/// <param name="threads">The largest number of threads; 0 for as many as there are processors.</param>
internal sealed class TrialJudge(TrainingRows rows, int threads)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, BinnedTable> _tables = [];

    /// <summary>The weighted log loss on the first folds. May be called from several threads at once.</summary>
    public TrialScore Judge(int trial, TreesSettings settings, int folds, int threadsOfTrial, CancellationToken cancellation)
    {
        var options = TreesEngine.Options(settings with { Threads = threadsOfTrial }, rows);
        var grown = FoldBoosting.Grow(options, Table(settings.Bins, cancellation), rows.Labels, rows.Weights, rows.Folds, progress: null, cancellation, folds);
        return new TrialScore(trial, folds, grown.LogLoss, grown.Rounds);
    }

    /// <summary>As in a training, bins come from the features of all training rows; labels have no part in them. Few settings share bins: no more than one table is kept for each number.</summary>
    private BinnedTable Table(int bins, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (!_tables.TryGetValue(bins, out var table))
            {
                table = BinnedTable.Of(TreeColumns.Of(rows.Columns), rows.Values, rows.RowCount, bins, threads, cancellation);
                _tables.Add(bins, table);
            }

            return table;
        }
    }
}
