namespace Predictor.Risk.Evaluation.Curves;

/// <summary>
/// The points that the curves of a report are drawn through: as many as an eye can use, each exact. Empty where the rows do not define a curve. The
/// areas and indices of <see cref="Performance"/> are of every row, not of these points.
/// </summary>
public sealed record PredictionCurves
{
    /// <summary>The most points of a curve.</summary>
    public const int MostPoints = 100;

    /// <summary>From the threshold that nobody reaches down to the one that everybody does.</summary>
    public IReadOnlyList<RocPoint> Roc { get; init; } = [];

    /// <summary>By rising sensitivity.</summary>
    public IReadOnlyList<PrecisionRecallPoint> PrecisionRecall { get; init; } = [];

    /// <summary>The smoothed observed rate, by rising prediction.</summary>
    public IReadOnlyList<CalibrationPoint> Calibration { get; init; } = [];

    /// <summary>The observed rate in tenths of the weight, by rising prediction.</summary>
    public IReadOnlyList<CalibrationGroup> CalibrationGroups { get; init; } = [];

    /// <summary>How the predictions are spread, by rising prediction.</summary>
    public IReadOnlyList<PredictionBin> Histogram { get; init; } = [];

    internal static PredictionCurves Of(ScoredRows rows, ClientDraws draws, CancellationToken cancellation)
    {
        var ranked = RankedPredictions.Of(rows);
        if (ranked.Count == 0)
            return new PredictionCurves();

        var hasBoth = ranked.WhyNotBothLabels() is null;
        return new PredictionCurves
        {
            Roc = hasBoth ? RocCurve.Of(ranked) : [],
            PrecisionRecall = hasBoth ? PrecisionRecallCurve.Of(ranked) : [],
            Calibration = SmoothedCalibration.Of(ranked, cancellation),
            CalibrationGroups = CalibrationTenths.Of(rows, ranked, draws, cancellation),
            Histogram = PredictionHistogram.Of(rows),
        };
    }
}
