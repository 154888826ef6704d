namespace Predictor.Risk.Evaluation;

/// <summary>How well predictions tell rows with label 1 from rows with label 0.</summary>
internal static class Discrimination
{
    /// <summary>
    /// Area under the ROC curve: the weighted chance that a row with label 1 is predicted higher than a row with label 0, ties counted
    /// half.
    /// </summary>
    public static Estimate<double> Auc(PredictionWeights ranked)
    {
        if (ranked.WhyNotBothLabels() is { } why)
            return Estimate<double>.Undefined(why);

        var (concordant, below) = (0.0, 0.0);
        for (var i = 0; i < ranked.Count; i++)
        {
            concordant += ranked.Positive[i] * (below + 0.5 * ranked.Negative[i]);
            below += ranked.Negative[i];
        }

        return Share(concordant, ranked.PositiveWeight * ranked.NegativeWeight);
    }

    /// <summary>
    /// Average precision: the sum over thresholds, from the highest prediction down, of precision times the gain in recall, without
    /// interpolation; equal predictions are one threshold. As scikit-learn's <c>average_precision_score</c>.
    /// </summary>
    public static Estimate<double> AveragePrecision(PredictionWeights ranked)
    {
        if (ranked.Count == 0)
            return Estimate<double>.Undefined("no rows");
        if (ranked.PositiveWeight == 0)
            return Estimate<double>.Undefined("no row with label 1");

        var (area, truePositives, predicted) = (0.0, 0.0, 0.0);
        for (var i = ranked.Count - 1; i >= 0; i--)
        {
            truePositives += ranked.Positive[i];
            predicted += ranked.Positive[i] + ranked.Negative[i];
            area += ranked.Positive[i] * (truePositives / predicted);
        }

        return Share(area, ranked.PositiveWeight);
    }

    /// <summary>Rounding in the sums may carry a perfect result past 1 by a bit.</summary>
    public static double Share(double part, double whole) => Math.Min(part / whole, 1);
}
