namespace Predictor.Risk.Evaluation;

/// <summary>Proper scoring rules: lower is better, and only the true probabilities are best.</summary>
internal static class ScoringRules
{
    /// <summary>Brier score: the weighted mean of (prediction - label)^2, from 0 to 1.</summary>
    public static Estimate<double> Brier(PredictionWeights ranked)
    {
        if (ranked.Count == 0)
            return Estimate<double>.Undefined("no rows");

        var sum = 0.0;
        for (var i = 0; i < ranked.Count; i++)
        {
            var p = ranked.Values[i];
            sum += ranked.Positive[i] * (1 - p) * (1 - p) + ranked.Negative[i] * p * p;
        }

        return sum / ranked.Weight;
    }

    /// <summary>
    /// Scaled Brier score: how much better the Brier score is than that of predicting the share of label 1 for every row, 1 - Brier / (share * (1 - share));
    /// 1 is perfect, 0 no better, below 0 worse (Steyerberg et al. 2010, "Assessing the performance of prediction models").
    /// </summary>
    public static Estimate<double> ScaledBrier(PredictionWeights ranked)
    {
        if (ranked.WhyNotBothLabels() is { } why)
            return Estimate<double>.Undefined(why);

        var share = ranked.PositiveWeight / ranked.Weight;
        return 1 - Brier(ranked).Value!.Value / (share * (1 - share));
    }

    /// <summary>
    /// Logarithmic loss: the weighted mean of -log of the probability given to what came true, in nats, with probabilities clipped to
    /// <see cref="LogOdds.Clip"/>.
    /// </summary>
    public static Estimate<double> LogLoss(PredictionWeights ranked)
    {
        if (ranked.Count == 0)
            return Estimate<double>.Undefined("no rows");

        var sum = 0.0;
        for (var i = 0; i < ranked.Count; i++)
        {
            var p = LogOdds.Clipped(ranked.Values[i]);
            sum -= ranked.Positive[i] * LogOdds.Log(p) + ranked.Negative[i] * LogOdds.Log(1 - p);
        }

        return sum / ranked.Weight;
    }
}
