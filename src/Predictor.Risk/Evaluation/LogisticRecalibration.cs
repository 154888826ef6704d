namespace Predictor.Risk.Evaluation;

/// <summary>
/// Weighted logistic regression of the label on the log-odds of the prediction (Cox 1958; Van Calster et al. 2019, "Calibration: the
/// Achilles heel of predictive analytics"), without a penalty. Fitted by Newton's method with halved steps where one goes too far.
/// </summary>
internal static class LogisticRecalibration
{
    /// <summary>Newton's method gets here in under ten where the fit exists at all in double precision.</summary>
    private const int MostIterations = 50;

    private const int MostHalvings = 60;

    /// <summary>
    /// A step whose expected gain in mean loss is below this is the last: the error after it is of the order of its square.
    /// </summary>
    private const double SmallestGain = 1e-16;

    /// <summary>A gain below this share of the loss is lost in the rounding of the sum.</summary>
    private const double LossRounding = 1e-13;

    private const string NotConverged = "the recalibration did not converge";

    /// <summary>
    /// Calibration in the large: the intercept where the slope is held at 1. 0 is right, above 0 means that risks were predicted too low.
    /// </summary>
    public static Estimate<double> Intercept(PredictionWeights ranked)
    {
        if (ranked.WhyNotBothLabels() is { } why)
            return Estimate<double>.Undefined(why);

        return Fit(ranked, slopeIsFree: false) is { } line ? line.Intercept : Estimate<double>.Undefined(NotConverged);
    }

    /// <summary>
    /// The calibration slope with the intercept of the same model. A slope of 1 is right, below 1 means that predictions were too extreme.
    /// </summary>
    public static Estimate<RecalibrationLine> Line(PredictionWeights ranked)
    {
        if (ranked.WhyNotBothLabels() is { } why)
            return Estimate<RecalibrationLine>.Undefined(why);
        if (ranked.Count == 1)
            return Estimate<RecalibrationLine>.Undefined("all predictions are equal");
        if (LabelsAreSeparated(ranked))
            return Estimate<RecalibrationLine>.Undefined("the predictions separate the labels completely: no finite slope fits best");

        return Fit(ranked, slopeIsFree: true) is { } line ? line : Estimate<RecalibrationLine>.Undefined(NotConverged);
    }

    /// <summary>Where no overlap of the labels is left, a steeper slope always fits better (Albert and Anderson 1984).</summary>
    private static bool LabelsAreSeparated(PredictionWeights ranked)
    {
        var positive = ranked.Positive;
        var negative = ranked.Negative;
        var lowestPositive = positive.IndexOfAnyExcept(0.0);
        var highestPositive = positive.LastIndexOfAnyExcept(0.0);
        var lowestNegative = negative.IndexOfAnyExcept(0.0);
        var highestNegative = negative.LastIndexOfAnyExcept(0.0);
        return lowestPositive >= highestNegative || highestPositive <= lowestNegative;
    }

    private static RecalibrationLine? Fit(PredictionWeights ranked, bool slopeIsFree)
    {
        var logOdds = new double[ranked.Count];
        var mean = 0.0;
        for (var i = 0; i < logOdds.Length; i++)
        {
            logOdds[i] = LogOdds.Of(ranked.Values[i]);
            mean += (ranked.Positive[i] + ranked.Negative[i]) / ranked.Weight * logOdds[i];
        }

        // The intercept is fitted at the mean of the log-odds, where it hardly depends on the slope.
        for (var i = 0; i < logOdds.Length; i++)
            logOdds[i] -= mean;

        // Without a slope no row is certain, however sure its prediction was, and the first step has curvature to go by.
        var line = slopeIsFree
            ? new RecalibrationLine(LogOdds.Of(ranked.PositiveWeight / ranked.Weight), 0)
            : new RecalibrationLine(mean, 1);
        var here = Derivatives.At(line, logOdds, ranked);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            if (here.NewtonStep(slopeIsFree) is not { } step)
                return null;

            var gain = here.ByIntercept * step.Intercept + here.BySlope * step.Slope;
            (line, here) = Descend(line, here, step, logOdds, ranked);
            if (gain < SmallestGain)
                return line with { Intercept = line.Intercept - line.Slope * mean };
        }

        return null;
    }

    /// <summary>Takes the step, halved until the loss does not rise.</summary>
    private static (RecalibrationLine Line, Derivatives There) Descend(
        RecalibrationLine line, Derivatives here, RecalibrationLine step, double[] logOdds, PredictionWeights ranked)
    {
        for (var (halvings, share) = (0, 1.0); ; halvings++, share /= 2)
        {
            var next = new RecalibrationLine(line.Intercept - share * step.Intercept, line.Slope - share * step.Slope);
            var there = Derivatives.At(next, logOdds, ranked);
            if (there.Loss <= here.Loss * (1 + LossRounding) || halvings == MostHalvings)
                return (next, there);
        }
    }

    /// <summary>The mean loss with its first and second derivatives.</summary>
    private readonly record struct Derivatives(
        double Loss, double ByIntercept, double BySlope, double ByIntercept2, double ByBoth, double BySlope2)
    {
        public static Derivatives At(RecalibrationLine line, double[] logOdds, PredictionWeights ranked)
        {
            var (loss, byIntercept, bySlope, byIntercept2, byBoth, bySlope2) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
            for (var i = 0; i < logOdds.Length; i++)
            {
                var x = logOdds[i];
                var positive = ranked.Positive[i];
                var negative = ranked.Negative[i];
                var fitted = line.Intercept + line.Slope * x;
                var prospect = LogOdds.ProspectOf(fitted);
                var residual = negative * prospect.OfOne - positive * prospect.OfZero;
                var curvature = (positive + negative) * prospect.OfOne * prospect.OfZero;
                loss += positive * prospect.LossIfOne + negative * prospect.LossIfZero;
                byIntercept += residual;
                bySlope += residual * x;
                byIntercept2 += curvature;
                byBoth += curvature * x;
                bySlope2 += curvature * x * x;
            }

            var weight = ranked.Weight;
            return new Derivatives(
                loss / weight, byIntercept / weight, bySlope / weight, byIntercept2 / weight, byBoth / weight, bySlope2 / weight);
        }

        /// <summary>What to take from intercept and slope; null where the curvature is lost in rounding.</summary>
        public RecalibrationLine? NewtonStep(bool slopeIsFree)
        {
            if (!slopeIsFree)
                return ByIntercept2 > 0 ? new RecalibrationLine(ByIntercept / ByIntercept2, 0) : null;

            var determinant = ByIntercept2 * BySlope2 - ByBoth * ByBoth;
            return determinant > 0
                ? new RecalibrationLine(
                    (ByIntercept * BySlope2 - BySlope * ByBoth) / determinant,
                    (BySlope * ByIntercept2 - ByIntercept * ByBoth) / determinant)
                : null;
        }
    }
}
