using Predictor.Risk.Numerics;

namespace Predictor.Risk.Evaluation.Pooling;

/// <summary>
/// Pools one figure of several groups by random effects: between-group variance by restricted maximum likelihood (Viechtbauer 2005), the interval of the
/// mean by Hartung and Knapp, never narrower than without their factor (Röver et al. 2015), and the 95 % prediction interval of a group not seen, with
/// k - 2 degrees of freedom (Higgins, Thompson and Spiegelhalter 2009).
/// </summary>
/// <param name="Mean">The mean over groups like these.</param>
/// <param name="StandardError">Of the mean.</param>
/// <param name="Tau2">The variance between groups.</param>
/// <param name="I2">The share of the variance of the estimates that is between groups, 0 to 1.</param>
/// <param name="Interval">The 95 % interval of the mean.</param>
/// <param name="PredictionInterval">Where the figure of another group like these lies in 95 of 100 cases; null with fewer than 3 groups.</param>
internal sealed record RandomEffects(double Mean, double StandardError, double Tau2, double I2, ConfidenceInterval Interval, ConfidenceInterval? PredictionInterval)
{
    private const double Confidence = 0.95;

    /// <summary>Pools.</summary>
    /// <param name="estimates">One a group, finite; at least 2.</param>
    /// <param name="variances">The sampling variance of each, positive.</param>
    /// <exception cref="ArgumentException">There are too few groups, or a variance is not positive.</exception>
    public static RandomEffects Of(IReadOnlyList<double> estimates, IReadOnlyList<double> variances)
    {
        if (estimates.Count < 2 || variances.Count != estimates.Count) throw new ArgumentException($"There are {estimates.Count} estimates with {variances.Count} variances; expected at least 2, each with a variance.", nameof(estimates));
        for (var i = 0; i < variances.Count; i++)
        {
            if (!(variances[i] > 0) || !double.IsFinite(variances[i]) || !double.IsFinite(estimates[i])) throw new ArgumentException($"Estimate {i} is {estimates[i]} with a variance of {variances[i]}; expected finite numbers and a positive variance.", nameof(variances));
        }

        var tau2 = BetweenGroups(estimates, variances);
        var at = Sums.At(tau2, estimates, variances);
        var factor = Math.Max(1, at.Squares / (estimates.Count - 1));
        var error = Math.Sqrt(factor / at.Weight);
        var half = StudentT.TwoSidedQuantile(Confidence, estimates.Count - 1) * error;
        ConfidenceInterval? prediction = null;
        if (estimates.Count > 2)
        {
            var wide = StudentT.TwoSidedQuantile(Confidence, estimates.Count - 2) * Math.Sqrt(tau2 + (error * error));
            prediction = new ConfidenceInterval(at.Mean - wide, at.Mean + wide);
        }

        var within = Sums.At(0, estimates, variances);
        var typical = (estimates.Count - 1) * within.Weight / ((within.Weight * within.Weight) - within.Weight2);
        return new RandomEffects(at.Mean, error, tau2, tau2 / (tau2 + typical), new ConfidenceInterval(at.Mean - half, at.Mean + half), prediction);
    }

    /// <summary>The between-group variance at which the slope of the restricted likelihood is 0; 0 where it falls from there.</summary>
    private static double BetweenGroups(IReadOnlyList<double> estimates, IReadOnlyList<double> variances)
    {
        if (Sums.At(0, estimates, variances).Slope <= 0) return 0;
        var (low, high) = (0.0, variances.Max());
        while (Sums.At(high, estimates, variances).Slope > 0) high *= 2;
        for (var step = 0; step < 200; step++)
        {
            var middle = (low + high) / 2;
            if (Sums.At(middle, estimates, variances).Slope > 0) low = middle;
            else high = middle;
        }

        return low;
    }

    /// <summary>Sums with weights of 1 / (variance + tau2).</summary>
    /// <param name="Weight">Of the weights.</param>
    /// <param name="Weight2">Of their squares.</param>
    /// <param name="Mean">The weighted mean.</param>
    /// <param name="Squares">Of weight x squared distance from the mean.</param>
    /// <param name="Slope">Twice the slope of the restricted likelihood in tau2.</param>
    private readonly record struct Sums(double Weight, double Weight2, double Mean, double Squares, double Slope)
    {
        public static Sums At(double tau2, IReadOnlyList<double> estimates, IReadOnlyList<double> variances)
        {
            var (weight, weight2, sum) = (0.0, 0.0, 0.0);
            for (var i = 0; i < estimates.Count; i++)
            {
                var own = 1 / (variances[i] + tau2);
                weight += own;
                weight2 += own * own;
                sum += own * estimates[i];
            }

            var mean = sum / weight;
            var (squares, squares2) = (0.0, 0.0);
            for (var i = 0; i < estimates.Count; i++)
            {
                var own = 1 / (variances[i] + tau2);
                var distance = own * (estimates[i] - mean);
                squares += distance * (estimates[i] - mean);
                squares2 += distance * distance;
            }

            return new Sums(weight, weight2, mean, squares, squares2 - (weight - (weight2 / weight)));
        }
    }
}
