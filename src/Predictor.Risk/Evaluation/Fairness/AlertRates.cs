namespace Predictor.Risk.Evaluation.Fairness;

/// <summary>Of some rows, how many are alerts, and how many of those with label 1 are not, in every sample of a bootstrap.</summary>
/// <param name="Alerts">The weighted share of rows at or above the threshold; NaN without rows.</param>
/// <param name="Misses">The weighted share of rows with label 1 below it; NaN without such rows.</param>
/// <param name="AlertRepeats">One a repeat.</param>
/// <param name="MissRepeats">One a repeat.</param>
internal sealed record AlertRates(double Alerts, double Misses, double[] AlertRepeats, double[] MissRepeats)
{
    public static AlertRates Of(ScoredRows rows, double threshold, ClientDraws draws, CancellationToken cancellation)
    {
        // By client: weight, weight of alerts, weight of label 1, weight of label 1 below the threshold.
        var sums = new double[4][];
        for (var sum = 0; sum < sums.Length; sum++) sums[sum] = new double[draws.Clients.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            var (client, weight) = (draws.Clients.Of(rows.Clients[row]), rows.Weights[row]);
            var isAlert = rows.Probabilities[row] >= threshold;
            sums[0][client] += weight;
            if (isAlert) sums[1][client] += weight;
            if (rows.Labels[row] == 0) continue;
            sums[2][client] += weight;
            if (!isAlert) sums[3][client] += weight;
        }

        var (alertRepeats, missRepeats) = (new double[draws.Repeats], new double[draws.Repeats]);
        draws.ForEach((repeat, times) => (alertRepeats[repeat], missRepeats[repeat]) = Rates(times), cancellation);
        var once = new int[draws.Clients.Count];
        Array.Fill(once, 1);
        var (alerts, misses) = Rates(once);
        return new AlertRates(alerts, misses, alertRepeats, missRepeats);

        (double Alerts, double Misses) Rates(int[] times)
        {
            var (all, alert, ones, missed) = (0.0, 0.0, 0.0, 0.0);
            for (var client = 0; client < times.Length; client++)
            {
                all += times[client] * sums[0][client];
                alert += times[client] * sums[1][client];
                ones += times[client] * sums[2][client];
                missed += times[client] * sums[3][client];
            }

            return (alert / all, missed / ones);
        }
    }
}
