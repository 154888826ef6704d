using Predictor.Trees.Numerics;

namespace Predictor.Risk.Evaluation.Pooling;

/// <summary>Pools the figures of clinics, each with the variance that its bootstrap shows.</summary>
internal static class ClinicPooling
{
    /// <summary>The AUC is pooled as log-odds, where it is nearer to normal (Snell et al. 2018); the variance by the delta method.</summary>
    public static PooledFigure? Auc(IReadOnlyList<(string Clinic, MeasuredRows Rows)> clinics) =>
        Pooled(clinics, Figure.Auc, r => r.Performance.Auc, StableMath.Logit, a => 1 / (a * (1 - a)), StableMath.Sigmoid);

    public static PooledFigure? Intercept(IReadOnlyList<(string Clinic, MeasuredRows Rows)> clinics) =>
        Pooled(clinics, Figure.CalibrationIntercept, r => r.Performance.CalibrationIntercept, x => x, _ => 1, x => x);

    public static PooledFigure? Slope(IReadOnlyList<(string Clinic, MeasuredRows Rows)> clinics) =>
        Pooled(clinics, Figure.CalibrationSlope, r => r.Performance.CalibrationSlope, x => x, _ => 1, x => x);

    /// <summary>Pools on a scale and tells on the figure's own; null where fewer than two clinics have the figure with a variance.</summary>
    private static PooledFigure? Pooled(
        IReadOnlyList<(string Clinic, MeasuredRows Rows)> clinics, Figure figure, Func<MeasuredRows, double?> value, Func<double, double> toScale, Func<double, double> slopeOfScale, Func<double, double> fromScale)
    {
        var estimates = new List<double>();
        var variances = new List<double>();
        var leftOut = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (clinic, rows) in clinics)
        {
            if (value(rows) is not { } known)
            {
                leftOut[clinic] = "the figure is not defined";
                continue;
            }

            var estimate = toScale(known);
            var variance = rows.Repeats is { } repeats ? Variance(repeats.Of(figure)) * slopeOfScale(known) * slopeOfScale(known) : null;
            if (variance is not > 0 || !double.IsFinite(variance.Value) || !double.IsFinite(estimate))
            {
                leftOut[clinic] = "the bootstrap gives it no variance";
                continue;
            }

            estimates.Add(estimate);
            variances.Add(variance.Value);
        }

        if (estimates.Count < 2) return null;
        var pooled = RandomEffects.Of(estimates, variances);
        return new PooledFigure
        {
            Clinics = estimates.Count,
            Mean = fromScale(pooled.Mean),
            MeanCi = Back(pooled.Interval),
            PredictionInterval = pooled.PredictionInterval is { } interval ? Back(interval) : null,
            Tau2 = pooled.Tau2,
            I2 = pooled.I2,
            LeftOut = leftOut.Count == 0 ? null : leftOut,
        };

        ConfidenceInterval Back(ConfidenceInterval interval) => new(fromScale(interval.Lower), fromScale(interval.Upper));
    }

    /// <summary>The variance over repeats; null where too many do not define the figure.</summary>
    private static double? Variance(double[] repeats)
    {
        var defined = Array.FindAll(repeats, r => !double.IsNaN(r));
        if (defined.Length < 2 || repeats.Length - defined.Length > BootstrapFigures.LargestUndefinedShare * repeats.Length) return null;
        var mean = defined.Sum() / defined.Length;
        return defined.Sum(r => (r - mean) * (r - mean)) / (defined.Length - 1);
    }
}
