namespace Predictor.Risk.Evaluation;

/// <summary>
/// The observed rate of label 1 as a smooth function of the prediction: local linear regression with the tricube kernel over the nearest
/// rows that hold 75 % of the weight, without robustness rounds (Cleveland 1979, "Robust locally weighted regression", it = 0).
/// A row of weight 2 counts as two rows. Fitted at every distinct prediction up to <see cref="MostFitPoints"/> of them, else at equally
/// spaced quantiles including both ends, and linear between: the curve bends little within half a percent of the rows.
/// </summary>
internal sealed class CalibrationCurve
{
    internal const int MostFitPoints = 201;

    private const double Span = 0.75;

    /// <summary>Cleveland's rule: with predictions closer together than this share of their range no slope is fitted, only a mean.</summary>
    private const double SmallestSpread = 0.001;

    /// <summary>Room for rounding in sums of weights, so that a neighbourhood of exactly 75 % is not missed.</summary>
    private const double WeightRounding = 1e-12;

    private readonly double[] _at;
    private readonly double[] _rates;

    private CalibrationCurve(double[] at, double[] rates)
    {
        _at = at;
        _rates = rates;
    }

    /// <summary>The predictions that the curve is fitted at, ascending.</summary>
    public ReadOnlySpan<double> At => _at;

    /// <summary>The smoothed observed rate at each of them.</summary>
    public ReadOnlySpan<double> FittedRates => _rates;

    /// <param name="ranked">At least one row.</param>
    /// <param name="cancellation">Looked at before each fit point.</param>
    public static CalibrationCurve Fit(PredictionWeights ranked, CancellationToken cancellation)
    {
        var weightBelow = WeightBelow(ranked);
        var target = Span * weightBelow[^1] * (1 - WeightRounding);
        var windowEnds = WindowEnds(weightBelow, target);
        var points = FitPoints(weightBelow);
        var at = new double[points.Count];
        var rates = new double[points.Count];
        for (var i = 0; i < at.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            at[i] = ranked.Values[points[i]];
            rates[i] = LocalRate(ranked, points[i], HalfWidth(ranked.Values, windowEnds, at[i]));
        }

        return new CalibrationCurve(at, rates);
    }

    /// <summary>The smoothed observed rate at each distinct prediction. May leave [0, 1] a little, as any local line may.</summary>
    public double[] Rates(PredictionWeights ranked)
    {
        var rates = new double[ranked.Count];
        var right = 0;
        for (var i = 0; i < rates.Length; i++)
        {
            var p = ranked.Values[i];
            while (_at[right] < p)
                right++;

            rates[i] = _at[right] == p
                ? _rates[right]
                : _rates[right - 1] + (p - _at[right - 1]) / (_at[right] - _at[right - 1]) * (_rates[right] - _rates[right - 1]);
        }

        return rates;
    }

    /// <summary>The weight of all distinct predictions before each index; the last entry, one past the end, is the whole weight.</summary>
    private static double[] WeightBelow(PredictionWeights ranked)
    {
        var below = new double[ranked.Count + 1];
        for (var i = 0; i < ranked.Count; i++)
            below[i + 1] = below[i] + ranked.Positive[i] + ranked.Negative[i];

        return below;
    }

    /// <summary>
    /// For each index the last index of the shortest window from there that holds the target weight; the count of predictions where
    /// none does.
    /// </summary>
    private static int[] WindowEnds(double[] weightBelow, double target)
    {
        var ends = new int[weightBelow.Length - 1];
        var end = 0;
        for (var start = 0; start < ends.Length; start++)
        {
            while (end < ends.Length && weightBelow[end + 1] - weightBelow[start] < target)
                end++;
            ends[start] = end;
        }

        return ends;
    }

    private static List<int> FitPoints(double[] weightBelow)
    {
        var count = weightBelow.Length - 1;
        var points = new List<int>(Math.Min(count, MostFitPoints));
        if (count <= MostFitPoints)
        {
            for (var i = 0; i < count; i++)
                points.Add(i);
            return points;
        }

        points.Add(0);
        for (var step = 1; step < MostFitPoints - 1; step++)
        {
            var quantile = weightBelow[^1] * step / (MostFitPoints - 1);
            var at = points[^1];
            while (weightBelow[at + 1] < quantile)
                at++;
            if (at > points[^1])
                points.Add(at);
        }

        if (points[^1] < count - 1)
            points.Add(count - 1);
        return points;
    }

    /// <summary>
    /// The smallest distance from <paramref name="x"/> within which the target weight lies. The further right a window starts the less it
    /// needs to the left and the more to the right: the best start is where the two cross.
    /// </summary>
    private static double HalfWidth(ReadOnlySpan<double> values, int[] windowEnds, double x)
    {
        var (low, high) = (0, values.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Right(values, middle) >= x - values[middle])
                high = middle;
            else
                low = middle + 1;
        }

        var startingHere = low < values.Length ? Right(values, low) : double.PositiveInfinity;
        var startingBefore = low > 0 ? x - values[low - 1] : double.PositiveInfinity;
        return Math.Min(startingHere, startingBefore);

        double Right(ReadOnlySpan<double> all, int start) =>
            windowEnds[start] < all.Length ? all[windowEnds[start]] - x : double.PositiveInfinity;
    }

    private static double LocalRate(PredictionWeights ranked, int point, double halfWidth)
    {
        // More weight stands at this one prediction than the neighbourhood needs.
        if (halfWidth == 0)
            return ranked.Positive[point] / (ranked.Positive[point] + ranked.Negative[point]);

        var values = ranked.Values;
        var positive = ranked.Positive;
        var negative = ranked.Negative;
        var x = values[point];
        var perWidth = 1 / halfWidth;

        // Kernel-weighted sums of 1, d, d^2, label and d * label, with d the distance from x.
        var (sum, sumD, sumDD, sumY, sumDY) = (0.0, 0.0, 0.0, 0.0, 0.0);
        var start = point;
        while (start > 0 && x - values[start - 1] < halfWidth)
            start--;
        for (var i = start; i < values.Length && values[i] - x < halfWidth; i++)
        {
            var d = values[i] - x;
            var u = Math.Abs(d) * perWidth;
            var v = 1 - u * u * u;
            var kernel = v * v * v;
            var y = kernel * positive[i];
            var all = y + kernel * negative[i];
            sum += all;
            sumD += all * d;
            sumDD += all * d * d;
            sumY += y;
            sumDY += y * d;
        }

        var (meanD, meanY) = (sumD / sum, sumY / sum);
        var variance = sumDD / sum - meanD * meanD;
        var range = values[^1] - values[0];
        if (variance <= SmallestSpread * SmallestSpread * range * range)
            return meanY;

        return meanY - (sumDY / sum - meanD * meanY) / variance * meanD;
    }
}
