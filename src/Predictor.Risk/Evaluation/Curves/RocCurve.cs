namespace Predictor.Risk.Evaluation.Curves;

/// <summary>Sensitivity by false positive rate over all thresholds (Hanley and McNeil 1982).</summary>
internal static class RocCurve
{
    /// <param name="ranked">Rows of both labels.</param>
    public static IReadOnlyList<RocPoint> Of(PredictionWeights ranked)
    {
        // From the top down; the point before the first is where nobody is an alert.
        var points = new RocPoint[ranked.Count + 1];
        var along = new double[points.Length];
        points[0] = new RocPoint(null, 0, 0);
        var (truly, falsely) = (0.0, 0.0);
        for (var i = ranked.Count - 1; i >= 0; i--)
        {
            truly += ranked.Positive[i];
            falsely += ranked.Negative[i];
            var at = ranked.Count - i;
            points[at] = new RocPoint(ranked.Values[i], Discrimination.Share(falsely, ranked.NegativeWeight), Discrimination.Share(truly, ranked.PositiveWeight));
            along[at] = points[at].FalsePositiveRate + points[at].Sensitivity;
        }

        return [.. Thinning.Keep(along, PredictionCurves.MostPoints).Select(i => points[i])];
    }
}
