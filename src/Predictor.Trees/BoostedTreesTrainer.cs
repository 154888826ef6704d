namespace Predictor.Trees;

/// <summary>Trains boosted trees, with early stopping where there are rows to judge by. The same result at any number of threads.</summary>
public sealed class BoostedTreesTrainer
{
    // By rounds and not by the clock, so that a run says the same whenever it is repeated.
    private const int Reports = 10;

    private readonly BoostingOptions _options;

    /// <exception cref="ArgumentException">An option is out of its range; the message names every one that is.</exception>
    public BoostedTreesTrainer(BoostingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
    }

    /// <param name="table">The columns of all rows.</param>
    /// <param name="labels">0 or 1 for each row of the table.</param>
    /// <param name="weights">Positive and finite, one for each row of the table; one very heavy row makes the sums of all coarse, as <see cref="BoostingRun"/> says.</param>
    /// <param name="rows">The rows to learn from, each once; both labels have to be among them.</param>
    /// <param name="validation">Rows whose loss is followed and ends the training, none of them among those to learn from; there may be none.</param>
    /// <param name="progress">Told about ten times how far it is.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">An argument is not as expected; the message names the first entry at fault.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public BoostingResult Train(
        BinnedTable table, ReadOnlyMemory<byte> labels, ReadOnlyMemory<double> weights, int[] rows, int[] validation, IProgress<string>? progress, CancellationToken cancellation)
    {
        return Train(new BoostingRun(_options, table, labels, weights, rows, validation, cancellation), progress);
    }

    /// <param name="table">The columns of all rows.</param>
    /// <param name="targets">What the objective asks for, one for each row of the table.</param>
    /// <param name="weights">Positive and finite, one for each row of the table; one very heavy row makes the sums of all coarse, as <see cref="BoostingRun"/> says.</param>
    /// <param name="rows">The rows to learn from, each once.</param>
    /// <param name="validation">Rows whose loss is followed and ends the training, none of them among those to learn from; there may be none.</param>
    /// <param name="start">What to go on from, its trees counted among the most trees; null to begin anew.</param>
    /// <param name="progress">Told about ten times how far it is.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">An argument is not as expected; the message names the first entry at fault.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public BoostingResult Train(
        BinnedTable table, double[] targets, ReadOnlyMemory<double> weights, int[] rows, int[] validation, BoostingStart? start, IProgress<string>? progress, CancellationToken cancellation) =>
        Train(new BoostingRun(_options, table, targets, weights, rows, validation, start, cancellation), progress);

    private BoostingResult Train(BoostingRun run, IProgress<string>? progress)
    {
        var isFollowed = run.ValidationLoss.Count > 0;
        var first = run.Rounds;
        var best = first;
        var between = Math.Max(1, _options.Trees / Reports);
        while (run.Rounds < _options.Trees && !(isFollowed && _options.EarlyStoppingRounds > 0 && run.Rounds - best >= _options.EarlyStoppingRounds))
        {
            run.Step();
            if (isFollowed && run.ValidationLoss[run.Rounds - first] < run.ValidationLoss[best - first]) best = run.Rounds;
            if (run.Rounds % between == 0) progress?.Report(Told(run));
        }

        return new BoostingResult(run.Ensemble(run.Rounds), run.ValidationLoss, isFollowed ? best : run.Rounds);
    }

    private string Told(BoostingRun run) =>
        FormattableString.Invariant($"{run.Rounds} of at most {_options.Trees} trees") + (run.ValidationLoss.Count > 0 ? FormattableString.Invariant($": loss {run.ValidationLoss[^1]:F5}") : "");
}
