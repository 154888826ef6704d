namespace Predictor.Risk.Evaluation;

/// <summary>
/// How far predictions lie from the smoothed observed rate (Austin and Steyerberg 2019, "The Integrated Calibration Index (ICI) and related
/// metrics"): the weighted mean of the distance, its median and its 90th percentile, each from 0 (right everywhere). The smoother is
/// <see cref="CalibrationCurve"/>; the paper's own is loess, of which this is the local linear form.
/// </summary>
/// <param name="Mean">ICI.</param>
/// <param name="Median">E50: the smallest distance that holds half of the weight at or below it.</param>
/// <param name="Percentile90">E90: the same with 90 % of the weight.</param>
internal readonly record struct CalibrationIndex(double Mean, double Median, double Percentile90)
{
    public static Estimate<CalibrationIndex> Of(PredictionWeights ranked, CancellationToken cancellation)
    {
        if (ranked.Count == 0)
            return Estimate<CalibrationIndex>.Undefined("no rows");

        var distances = CalibrationCurve.Fit(ranked, cancellation).Rates(ranked);
        var weights = new double[distances.Length];
        var sum = 0.0;
        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = Math.Abs(ranked.Values[i] - distances[i]);
            weights[i] = ranked.Positive[i] + ranked.Negative[i];
            sum += weights[i] * distances[i];
        }

        // Equal distances may come in either order of weights: it changes no quantile, as they are equal.
        Array.Sort(distances, weights);
        return new CalibrationIndex(sum / ranked.Weight, Quantile(distances, weights, 0.5), Quantile(distances, weights, 0.9));
    }

    private static double Quantile(double[] ascending, double[] weights, double share)
    {
        var all = 0.0;
        foreach (var weight in weights)
            all += weight;

        var below = 0.0;
        for (var i = 0; i < ascending.Length; i++)
        {
            below += weights[i];
            // Room for rounding in sums of weights, so that a share that is reached exactly is not missed.
            if (below >= share * all * (1 - 1e-12))
                return ascending[i];
        }

        return ascending[^1];
    }
}
