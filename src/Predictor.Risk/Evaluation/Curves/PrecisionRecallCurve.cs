namespace Predictor.Risk.Evaluation.Curves;

/// <summary>Precision by recall over all thresholds, the curve under which average precision is the area.</summary>
internal static class PrecisionRecallCurve
{
    /// <param name="ranked">At least one row with label 1.</param>
    public static IReadOnlyList<PrecisionRecallPoint> Of(PredictionWeights ranked)
    {
        var points = new PrecisionRecallPoint[ranked.Count];
        var along = new double[points.Length];
        var (truly, alerts) = (0.0, 0.0);
        for (var i = ranked.Count - 1; i >= 0; i--)
        {
            truly += ranked.Positive[i];
            alerts += ranked.Positive[i] + ranked.Negative[i];
            var at = ranked.Count - 1 - i;
            points[at] = new PrecisionRecallPoint(ranked.Values[i], Discrimination.Share(truly, ranked.PositiveWeight), Discrimination.Share(truly, alerts));
            along[at] = points[at].Sensitivity;
        }

        return [.. Thinning.Keep(along, PredictionCurves.MostPoints).Select(i => points[i])];
    }
}
