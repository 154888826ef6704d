namespace Predictor.Risk.Evaluation;

/// <summary>What one threshold brings. All shares are weighted; null where no row defines them.</summary>
public sealed record DecisionPoint
{
    /// <summary>Rows with this probability or more are alerts.</summary>
    public required double Threshold { get; init; }

    /// <summary>True alerts less needless ones charged at the odds of the threshold, per row.</summary>
    public double? NetBenefit { get; init; }

    public ConfidenceInterval? NetBenefitCi { get; init; }

    /// <summary>The net benefit of alerting on every row; that of alerting on none is 0.</summary>
    public double? NetBenefitOfAll { get; init; }

    /// <summary>The share of rows that are alerts.</summary>
    public double? AlertRate { get; init; }

    /// <summary>The share of rows with label 1 that are alerts.</summary>
    public double? Sensitivity { get; init; }

    /// <summary>The share of rows with label 0 that are no alerts.</summary>
    public double? Specificity { get; init; }

    /// <summary>The share of alerts with label 1.</summary>
    public double? PositivePredictiveValue { get; init; }

    internal static DecisionPoint Of(double threshold, double truly, double falsely, double ones, double zeros)
    {
        var all = ones + zeros;
        var odds = threshold / (1 - threshold);
        return new DecisionPoint
        {
            Threshold = threshold,
            NetBenefit = Share(truly - falsely * odds, all),
            NetBenefitOfAll = Share(ones - zeros * odds, all),
            AlertRate = Share(truly + falsely, all),
            Sensitivity = Share(truly, ones),
            Specificity = Share(zeros - falsely, zeros),
            PositivePredictiveValue = Share(truly, truly + falsely),
        };
    }

    private static double? Share(double part, double whole) => whole > 0 ? part / whole : null;
}
