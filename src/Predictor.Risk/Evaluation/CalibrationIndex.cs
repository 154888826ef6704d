namespace Predictor.Risk.Evaluation;

/// <summary>
/// Integrated calibration index of Austin and Steyerberg (2019, "The Integrated Calibration Index"): the weighted mean distance between
/// the prediction and the smoothed observed rate, from 0 (right everywhere). The smoother is <see cref="CalibrationCurve"/>; the paper's
/// own is loess, of which this is the local linear form.
/// </summary>
internal static class CalibrationIndex
{
    public static Estimate<double> Integrated(RankedPredictions ranked, CancellationToken cancellation)
    {
        if (ranked.Count == 0)
            return Estimate<double>.Undefined("no rows");

        var rates = CalibrationCurve.Fit(ranked, cancellation).Rates(ranked);
        var sum = 0.0;
        for (var i = 0; i < rates.Length; i++)
            sum += (ranked.Positive[i] + ranked.Negative[i]) * Math.Abs(ranked.Values[i] - rates[i]);

        return sum / ranked.Weight;
    }
}
