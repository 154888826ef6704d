namespace Predictor.Risk.Evaluation.Curves;

/// <summary>The fitted points of <see cref="CalibrationCurve"/>, thinned.</summary>
internal static class SmoothedCalibration
{
    /// <param name="ranked">At least one row.</param>
    /// <param name="cancellation">Stops the fit.</param>
    public static IReadOnlyList<CalibrationPoint> Of(PredictionWeights ranked, CancellationToken cancellation)
    {
        var curve = CalibrationCurve.Fit(ranked, cancellation);
        var (at, rates) = (curve.At.ToArray(), curve.FittedRates.ToArray());
        // The fitted points stand at equal quantiles: every second one does, too.
        double[] order = [.. Enumerable.Range(0, at.Length).Select(i => (double)i)];
        return [.. Thinning.Keep(order, PredictionCurves.MostPoints).Select(i => new CalibrationPoint(at[i], rates[i]))];
    }
}
