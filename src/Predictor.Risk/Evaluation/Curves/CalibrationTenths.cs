namespace Predictor.Risk.Evaluation.Curves;

/// <summary>
/// Observed beside predicted in tenths of the weight. Equal predictions stay together, in the tenth that the middle of their weight falls into; a tenth
/// that nothing falls into is left out.
/// </summary>
internal static class CalibrationTenths
{
    private const int Groups = 10;

    /// <param name="rows">At least one.</param>
    /// <param name="ranked">The same rows by prediction.</param>
    /// <param name="draws">The samples of the bootstrap.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IReadOnlyList<CalibrationGroup> Of(ScoredRows rows, RankedPredictions ranked, ClientDraws draws, CancellationToken cancellation)
    {
        var groupOf = GroupOfRow(ranked);
        var client = new int[rows.Count];
        for (var row = 0; row < client.Length; row++)
            client[row] = draws.Clients.Of(rows.Clients[row]);

        var (labels, weights) = (rows.Labels.ToArray(), rows.Weights.ToArray());
        var repeats = new double[Groups][];
        for (var group = 0; group < Groups; group++)
            repeats[group] = new double[draws.Repeats];
        draws.ForEach(
            (repeat, times) =>
            {
                var (positive, all) = (new double[Groups], new double[Groups]);
                for (var row = 0; row < groupOf.Length; row++)
                {
                    var weight = times[client[row]] * weights[row];
                    all[groupOf[row]] += weight;
                    positive[groupOf[row]] += labels[row] * weight;
                }

                for (var group = 0; group < Groups; group++)
                    repeats[group][repeat] = positive[group] / all[group];
            },
            cancellation);

        var hasIntervals = draws.Repeats > 0 && draws.Clients.Count >= ClientBootstrap.FewestClients;
        return
        [
            .. Enumerable.Range(0, groupOf.Length).GroupBy(row => groupOf[row]).OrderBy(g => g.Key)
                .Select(g => Told(rows, [.. g]) with { ObservedCi = hasIntervals ? BootstrapFigures.IntervalOf(repeats[g.Key]).Value : null }),
        ];
    }

    private static int[] GroupOfRow(RankedPredictions ranked)
    {
        var groupOf = new int[ranked.Order.Length];
        var (below, start) = (0.0, 0);
        for (var i = 0; i < ranked.Count; i++)
        {
            var weight = ranked.Positive[i] + ranked.Negative[i];
            var group = Math.Min((int)(Groups * (below + weight / 2) / ranked.Weight), Groups - 1);
            foreach (var row in ranked.Order[start..ranked.Ends[i]])
                groupOf[row] = group;
            below += weight;
            start = ranked.Ends[i];
        }

        return groupOf;
    }

    private static CalibrationGroup Told(ScoredRows rows, int[] members)
    {
        var (from, to) = (double.PositiveInfinity, double.NegativeInfinity);
        var (predicted, positive, all) = (0.0, 0.0, 0.0);
        var clients = new HashSet<int>();
        foreach (var row in members)
        {
            var (probability, weight) = (rows.Probabilities[row], rows.Weights[row]);
            (from, to) = (Math.Min(from, probability), Math.Max(to, probability));
            predicted += weight * probability;
            positive += weight * rows.Labels[row];
            all += weight;
            clients.Add(rows.Clients[row]);
        }

        return new CalibrationGroup { From = from, To = to, Rows = members.Length, Clients = clients.Count, Predicted = predicted / all, Observed = positive / all };
    }
}
