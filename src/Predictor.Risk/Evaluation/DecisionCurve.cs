namespace Predictor.Risk.Evaluation;

/// <summary>
/// What checking in with everyone above a threshold brings, in dropouts found per row, each needless check-in charged at the odds of the threshold (Vickers and
/// Elkin 2006, "Decision curve analysis"): net benefit = (weight of true alerts - weight of false alerts * t / (1 - t)) / weight of all rows.
/// </summary>
internal static class DecisionCurve
{
    /// <summary>A threshold of a half would mean that one needless check-in costs as much as one lost client; nobody needs more.</summary>
    internal static readonly double[] Thresholds = [0.01, 0.02, 0.03, 0.05, 0.075, 0.10, 0.125, 0.15, 0.175, 0.20, 0.25, 0.30, 0.35, 0.40, 0.45, 0.50];

    public static IReadOnlyList<DecisionPoint> Of(ScoredRows rows, ClientDraws draws, CancellationToken cancellation)
    {
        var reached = new int[rows.Count];
        var client = new int[rows.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            while (reached[row] < Thresholds.Length && rows.Probabilities[row] >= Thresholds[reached[row]])
                reached[row]++;
            client[row] = draws.Clients.Of(rows.Clients[row]);
        }

        var labels = rows.Labels.ToArray();
        var weights = rows.Weights.ToArray();
        var once = new int[draws.Clients.Count];
        Array.Fill(once, 1);
        var whole = Points(once);
        var repeats = new double[Thresholds.Length][];
        for (var t = 0; t < repeats.Length; t++)
            repeats[t] = new double[draws.Repeats];
        draws.ForEach(
            (repeat, times) =>
            {
                var points = Points(times);
                for (var t = 0; t < repeats.Length; t++)
                    repeats[t][repeat] = points[t].NetBenefit ?? double.NaN;
            },
            cancellation);
        return [.. whole.Select((point, t) => draws.HasIntervals ? point with { NetBenefitCi = BootstrapFigures.IntervalOf(repeats[t]).Value } : point)];

        DecisionPoint[] Points(int[] times)
        {
            // At index k the weight of rows that reach exactly k thresholds.
            var positive = new double[Thresholds.Length + 1];
            var negative = new double[Thresholds.Length + 1];
            for (var row = 0; row < reached.Length; row++)
                (labels[row] == 1 ? positive : negative)[reached[row]] += times[client[row]] * weights[row];

            var points = new DecisionPoint[Thresholds.Length];
            var (ones, zeros) = (positive.Sum(), negative.Sum());
            var (truly, falsely) = (0.0, 0.0);
            for (var t = Thresholds.Length - 1; t >= 0; t--)
            {
                truly += positive[t + 1];
                falsely += negative[t + 1];
                points[t] = DecisionPoint.Of(Thresholds[t], truly, falsely, ones, zeros);
            }

            return points;
        }
    }
}
