using Predictor.Risk.Engines;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Calibration;

/// <summary>Fits an <see cref="AffineCalibration"/> by weighted maximum likelihood to out-of-fold log-odds.</summary>
internal static class AffineCalibrator
{
    private const int MostSteps = 100;
    private const int MostHalvings = 60;
    private const double Tolerance = 1e-12;

    /// <param name="logOdds">For each row the log-odds by a model that has not seen it; finite.</param>
    /// <param name="labels">0 or 1; some of each.</param>
    /// <param name="weights">Positive and finite.</param>
    /// <param name="cancellation">Looked at before each pass over the rows.</param>
    /// <remarks>
    /// Where the log-odds part the labels perfectly, are all alike, or point the wrong way, no positive finite slope fits best. The slope is
    /// then 1 and only the intercept is fitted, which still makes the mean probability right.
    /// </remarks>
    /// <exception cref="ArgumentException">The input is at fault; the message names the first entry.</exception>
    public static CalibrationFit Fit(double[] logOdds, byte[] labels, double[] weights, CancellationToken cancellation)
    {
        Check(logOdds, labels, weights);
        if (IsSeparated(logOdds, labels))
            return InterceptOnly("The out-of-fold log-odds part the two labels without overlap, or are all alike");

        var (intercept, slope) = Maximise(logOdds, labels, weights, fixedSlope: false, cancellation);
        return slope > 0
            ? new CalibrationFit(new AffineCalibration(intercept, slope), null)
            : InterceptOnly($"The fitted calibration slope was {slope:F4}: out of fold, higher log-odds did not mean higher risk");

        CalibrationFit InterceptOnly(string reason)
        {
            var only = Maximise(logOdds, labels, weights, fixedSlope: true, cancellation).Intercept;
            return new CalibrationFit(new AffineCalibration(only, 1), $"{reason}; the slope was kept at 1 and only the intercept was fitted.");
        }
    }

    private static (double Intercept, double Slope) Maximise(
        double[] logOdds, byte[] labels, double[] weights, bool fixedSlope, CancellationToken cancellation)
    {
        var at = Evaluate(logOdds, labels, weights, 0, 1, cancellation);
        var (intercept, slope) = (0.0, 1.0);
        for (var step = 0; step < MostSteps; step++)
        {
            var (interceptStep, slopeStep) = NewtonStep(at, fixedSlope);
            // What the step gains in log likelihood, twice.
            var gain = interceptStep * at.InterceptGradient + (fixedSlope ? 0 : slopeStep * at.SlopeGradient);
            if (gain <= Tolerance * Tolerance) return (intercept - interceptStep, slope - slopeStep);

            var ceiling = at.Loss + 1e-13 * (1 + Math.Abs(at.Loss));
            var halvings = 0;
            Sums next;
            while (true)
            {
                next = Evaluate(logOdds, labels, weights, intercept - interceptStep, slope - slopeStep, cancellation);
                if (next.Loss <= ceiling) break;
                if (++halvings > MostHalvings) throw NotConverged(gain);
                interceptStep /= 2;
                slopeStep /= 2;
            }

            (intercept, slope, at) = (intercept - interceptStep, slope - slopeStep, next);
        }

        throw NotConverged(double.NaN);
    }

    private static (double Intercept, double Slope) NewtonStep(Sums at, bool fixedSlope)
    {
        if (fixedSlope) return (at.InterceptGradient / at.Curvature, 0);

        // By elimination around the weighted mean, where intercept and slope do not interact.
        var mean = at.CrossCurvature / at.Curvature;
        var slopeStep = (at.SlopeGradient - mean * at.InterceptGradient) / (at.SlopeCurvature - mean * at.CrossCurvature);
        return (at.InterceptGradient / at.Curvature - mean * slopeStep, slopeStep);
    }

    private static Sums Evaluate(
        double[] logOdds, byte[] labels, double[] weights, double intercept, double slope, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        double weightSum = 0, loss = 0, g0 = 0, g1 = 0, h00 = 0, h01 = 0, h11 = 0;
        for (var i = 0; i < logOdds.Length; i++)
        {
            var x = logOdds[i];
            var calibrated = intercept + slope * x;
            var isPositive = labels[i] == 1;
            var (error, softplus) = StableMath.SigmoidAndSoftplus(isPositive ? -calibrated : calibrated);
            var residual = isPositive ? -weights[i] * error : weights[i] * error;
            var curvature = weights[i] * error * (1 - error);
            weightSum += weights[i];
            loss += weights[i] * softplus;
            g0 += residual;
            g1 += residual * x;
            h00 += curvature;
            h01 += curvature * x;
            h11 += curvature * x * x;
        }

        return new Sums(loss / weightSum, g0 / weightSum, g1 / weightSum, h00 / weightSum, h01 / weightSum, h11 / weightSum);
    }

    /// <summary>Whether all rows of one label lie at or beyond all rows of the other, in either direction.</summary>
    private static bool IsSeparated(double[] logOdds, byte[] labels)
    {
        Span<double> smallest = [double.PositiveInfinity, double.PositiveInfinity];
        Span<double> largest = [double.NegativeInfinity, double.NegativeInfinity];
        for (var i = 0; i < logOdds.Length; i++)
        {
            smallest[labels[i]] = Math.Min(smallest[labels[i]], logOdds[i]);
            largest[labels[i]] = Math.Max(largest[labels[i]], logOdds[i]);
        }

        return largest[0] <= smallest[1] || largest[1] <= smallest[0];
    }

    private static void Check(double[] logOdds, byte[] labels, double[] weights)
    {
        if (labels.Length != logOdds.Length) throw Error($"{labels.Length} labels; expected {logOdds.Length}, one a log-odds.");
        if (weights.Length != logOdds.Length) throw Error($"{weights.Length} weights; expected {logOdds.Length}, one a log-odds.");
        for (var i = 0; i < logOdds.Length; i++)
        {
            if (!double.IsFinite(logOdds[i])) throw Error($"Log-odds {logOdds[i]:R} in row {i}; expected a finite number.");
            TrainingRowsGuard.CheckOutcome(labels[i], weights[i], i);
        }

        if (!labels.Contains((byte)0) || !labels.Contains((byte)1))
            throw Error($"All {labels.Length} labels are alike; calibration needs some of each.");
    }

    private static ArgumentException Error(string message) => new(message);

    private static InvalidOperationException NotConverged(double gain) =>
        new($"The calibration did not converge; the last step would gain {gain:R} of log likelihood.");

    private sealed record Sums(
        double Loss, double InterceptGradient, double SlopeGradient, double Curvature, double CrossCurvature, double SlopeCurvature);
}
