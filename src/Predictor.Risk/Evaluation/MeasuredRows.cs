using System.Text.Json;

namespace Predictor.Risk.Evaluation;

/// <summary>The performance on one set of rows, with the repeats of the bootstrap that its intervals come from.</summary>
/// <param name="Performance">What is told.</param>
/// <param name="Repeats">Null where there was no bootstrap.</param>
internal sealed record MeasuredRows(Performance Performance, BootstrapFigures? Repeats)
{
    /// <summary>Computes every statistic of some rows.</summary>
    /// <param name="rows">The rows that <paramref name="draws"/> were made for, or some of them.</param>
    /// <param name="censored">How many rows were left out; null where it cannot be told.</param>
    /// <param name="draws">The samples of the bootstrap.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="withCurve">Whether the figures of the calibration curve get intervals too; they take the longest.</param>
    public static MeasuredRows Of(ScoredRows rows, int? censored, ClientDraws draws, CancellationToken cancellation, bool withCurve = true)
    {
        cancellation.ThrowIfCancellationRequested();
        var ranked = RankedPredictions.Of(rows);
        var clients = new ClientNumbers(rows.Clients).Count;
        var index = CalibrationIndex.Of(ranked, cancellation);
        var line = LogisticRecalibration.Line(ranked);
        var repeats = ClientBootstrap.Of(rows, ranked, clients, draws, withCurve, cancellation, out var whyNot);
        var undefined = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (whyNot is not null)
            undefined["intervals"] = whyNot;

        var (auc, aucCi) = Known(Figure.Auc, Discrimination.Auc(ranked));
        var (averagePrecision, averagePrecisionCi) = Known(Figure.AveragePrecision, Discrimination.AveragePrecision(ranked));
        var (brier, brierCi) = Known(Figure.Brier, ScoringRules.Brier(ranked));
        var (scaledBrier, scaledBrierCi) = Known(Figure.ScaledBrier, ScoringRules.ScaledBrier(ranked));
        var (logLoss, logLossCi) = Known(Figure.LogLoss, ScoringRules.LogLoss(ranked));
        var (intercept, interceptCi) = Known(Figure.CalibrationIntercept, LogisticRecalibration.Intercept(ranked));
        var (slope, slopeCi) = Known(Figure.CalibrationSlope, new Estimate<double>(line.Value?.Slope, line.WhyUndefined));
        var (ici, iciCi) = Known(Figure.Ici, new Estimate<double>(index.Value?.Mean, index.WhyUndefined));
        var (e50, e50Ci) = Known(Figure.E50, new Estimate<double>(index.Value?.Median, index.WhyUndefined));
        var (e90, e90Ci) = Known(Figure.E90, new Estimate<double>(index.Value?.Percentile90, index.WhyUndefined));
        if (rows.Count == 0)
            undefined["prevalence"] = "no rows";

        var performance = new Performance
        {
            Rows = rows.Count,
            Clients = clients,
            Positives = rows.Labels.Count((byte)1),
            Censored = censored,
            Prevalence = rows.Count == 0 ? null : ranked.PositiveWeight / ranked.Weight,
            Auc = auc,
            AucCi = aucCi,
            AveragePrecision = averagePrecision,
            AveragePrecisionCi = averagePrecisionCi,
            Brier = brier,
            BrierCi = brierCi,
            ScaledBrier = scaledBrier,
            ScaledBrierCi = scaledBrierCi,
            LogLoss = logLoss,
            LogLossCi = logLossCi,
            CalibrationIntercept = intercept,
            CalibrationInterceptCi = interceptCi,
            CalibrationSlope = slope,
            CalibrationSlopeCi = slopeCi,
            Ici = ici,
            IciCi = iciCi,
            E50 = e50,
            E50Ci = e50Ci,
            E90 = e90,
            E90Ci = e90Ci,
        };
        return new MeasuredRows(undefined.Count == 0 ? performance : performance with { Undefined = undefined }, repeats);

        (double? Value, ConfidenceInterval? Interval) Known(Figure figure, Estimate<double> estimate)
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(figure.ToString());
            if (estimate.WhyUndefined is { } why)
            {
                undefined[name] = why;
                return (null, null);
            }

            if (repeats is null || (!withCurve && figure is Figure.Ici or Figure.E50 or Figure.E90))
                return (estimate.Value, null);
            var interval = repeats.Interval(figure);
            if (interval.WhyUndefined is { } whyNoInterval)
                undefined[$"{name}Ci"] = whyNoInterval;
            return (estimate.Value, interval.Value);
        }
    }
}
