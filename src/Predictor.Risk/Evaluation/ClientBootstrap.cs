using Predictor.Trees.Numerics;

namespace Predictor.Risk.Evaluation;

/// <summary>
/// Percentile bootstrap of the AUC that draws clients, not rows: rows of one client say much the same, and drawing them singly would make
/// the interval too narrow (Field and Welsh 2007, "Bootstrapping clustered data"). Rows are sorted once; a repeat only counts
/// how often each client was drawn and walks the rows in order.
/// </summary>
internal sealed class ClientBootstrap
{
    /// <summary>With fewer clients a percentile interval means little.</summary>
    internal const int FewestClients = 10;

    /// <summary>If more repeats than this lack a label, the rest are no fair sample.</summary>
    internal const double LargestUndefinedShare = 0.05;

    private readonly int _clientCount;
    private readonly int[] _ends;

    // By rank; the weight stands in the array of the row's label, 0 in the other, so that the walk has no branch.
    private readonly int[] _client;
    private readonly double[] _positive;
    private readonly double[] _negative;

    private ClientBootstrap(ScoredRows rows, RankedPredictions ranked, ClientNumbers clients)
    {
        _clientCount = clients.Count;
        _ends = ranked.Ends.ToArray();
        _client = new int[rows.Count];
        _positive = new double[rows.Count];
        _negative = new double[rows.Count];
        for (var rank = 0; rank < rows.Count; rank++)
        {
            var row = ranked.Order[rank];
            _client[rank] = clients.OfRow[row];
            (rows.Labels[row] == 1 ? _positive : _negative)[rank] = rows.Weights[row];
        }
    }

    /// <summary>The 95 % interval of the AUC. The same bits at any number of threads.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Estimate<ConfidenceInterval> AucInterval(
        ScoredRows rows, RankedPredictions ranked, ClientNumbers clients, EvaluationOptions options, CancellationToken cancellation)
    {
        if (options.BootstrapRepeats == 0)
            return Estimate<ConfidenceInterval>.Undefined("no bootstrap was asked for");
        if (ranked.WhyNotBothLabels() is { } why)
            return Estimate<ConfidenceInterval>.Undefined(why);
        if (clients.Count < FewestClients)
            return Estimate<ConfidenceInterval>.Undefined($"{clients.Count} clients; an interval needs at least {FewestClients}");

        return new ClientBootstrap(rows, ranked, clients).Interval(options, cancellation);
    }

    private Estimate<ConfidenceInterval> Interval(EvaluationOptions options, CancellationToken cancellation)
    {
        var repeats = new double[options.BootstrapRepeats];
        Parallel.For(
            0,
            repeats.Length,
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = options.MaxThreads },
            () => new int[_clientCount],
            (repeat, _, draws) =>
            {
                repeats[repeat] = Repeat(SplitMix64.ForStream(options.Seed, repeat), draws);
                return draws;
            },
            _ => { });

        var defined = Array.FindAll(repeats, auc => !double.IsNaN(auc));
        var undefined = repeats.Length - defined.Length;
        if (undefined > LargestUndefinedShare * repeats.Length)
            return Estimate<ConfidenceInterval>.Undefined(
                $"{undefined} of {repeats.Length} bootstrap samples of clients had rows of one label only");

        Array.Sort(defined);
        return new ConfidenceInterval(Quantile(defined, 0.025), Quantile(defined, 0.975));
    }

    /// <summary>The AUC of one sample of clients drawn with replacement; NaN if it has rows of one label only.</summary>
    private double Repeat(SplitMix64 random, int[] draws)
    {
        Array.Clear(draws);
        for (var draw = 0; draw < _clientCount; draw++)
            draws[random.NextBelow(_clientCount)]++;

        var (concordant, positives, below, start) = (0.0, 0.0, 0.0, 0);
        foreach (var end in _ends)
        {
            var (positive, negative) = (0.0, 0.0);
            for (var rank = start; rank < end; rank++)
            {
                double times = draws[_client[rank]];
                positive += times * _positive[rank];
                negative += times * _negative[rank];
            }

            concordant += positive * (below + 0.5 * negative);
            positives += positive;
            below += negative;
            start = end;
        }

        return positives == 0 || below == 0 ? double.NaN : Discrimination.Share(concordant, positives * below);
    }

    /// <summary>The quantile of sorted values, linear between neighbours (type 7 of Hyndman and Fan 1996, numpy's default).</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var lower = (int)position;
        var upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + (position - lower) * (sorted[upper] - sorted[lower]);
    }
}
