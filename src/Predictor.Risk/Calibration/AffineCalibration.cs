using Predictor.Trees.Numerics;

namespace Predictor.Risk.Calibration;

/// <summary>
/// Calibration that is affine in the log-odds (Platt, 1999; Cox's calibration intercept and slope): contributions stay exact, each
/// multiplied by the slope.
/// </summary>
internal sealed record AffineCalibration
{
    /// <param name="intercept">What is added, in log-odds; finite.</param>
    /// <param name="slope">What log-odds are multiplied by; positive and finite, so that the order of clients survives.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public AffineCalibration(double intercept, double slope)
    {
        if (!double.IsFinite(intercept))
            throw new ArgumentOutOfRangeException(nameof(intercept), intercept, "The calibration intercept must be a finite number.");
        if (!(slope > 0) || double.IsInfinity(slope))
            throw new ArgumentOutOfRangeException(nameof(slope), slope, "The calibration slope must be a positive finite number.");

        Intercept = intercept;
        Slope = slope;
    }

    public double Intercept { get; }

    public double Slope { get; }

    /// <summary>The calibrated log-odds of a model's log-odds, also of its baseline.</summary>
    public double LogOdds(double logOdds) => Intercept + Slope * logOdds;

    /// <summary>The log-odds that a calibrated one comes from.</summary>
    public double Before(double calibrated) => (calibrated - Intercept) / Slope;

    /// <summary>This calibration and another after it, as one.</summary>
    public AffineCalibration Followed(AffineCalibration next) => new(next.LogOdds(Intercept), next.Slope * Slope);

    /// <summary>The calibrated share of a contribution: with the calibrated baseline they sum to the calibrated log-odds.</summary>
    public double Contribution(double contribution) => Slope * contribution;

    /// <summary>The calibrated probability of a model's log-odds.</summary>
    public double Probability(double logOdds) => StableMath.Sigmoid(LogOdds(logOdds));
}
