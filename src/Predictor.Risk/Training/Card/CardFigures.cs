using System.Globalization;
using Predictor.Risk.Evaluation;

namespace Predictor.Risk.Training.Card;

/// <summary>The figures of an evaluation in sentences.</summary>
internal static class CardFigures
{
    /// <summary>Validity at one horizon: discrimination, calibration and overall performance with their 95 % intervals, and whether simpler rules do as well.</summary>
    public static string Of(int horizonDays, EvaluationResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"Horizon {horizonDays} days, {result.Rows} held-out rows of {result.Clients} clients, {result.Positives} rows of label 1; 95 % intervals from a bootstrap of clients: AUC {With(result.Auc, result.AucCi)}, on rows with no spell yet begun {With(result.NotYetGone.Auc, result.NotYetGone.AucCi)}; average precision {With(result.AveragePrecision, result.AveragePrecisionCi)} where chance reaches {Told(result.Prevalence)}; Brier score {With(result.Brier, result.BrierCi)}, scaled {With(result.ScaledBrier, result.ScaledBrierCi)}; calibration intercept {With(result.CalibrationIntercept, result.CalibrationInterceptCi)}, slope {With(result.CalibrationSlope, result.CalibrationSlopeCi)}, ICI {With(result.Ici, result.IciCi)}. {Verdict.Of(result)}");

    private static string With(double? figure, ConfidenceInterval? interval) =>
        interval is { } ci ? string.Create(CultureInfo.InvariantCulture, $"{Told(figure)} ({ci.Lower:0.000} to {ci.Upper:0.000})") : Told(figure);

    private static string Told(double? figure) => figure is { } known ? known.ToString("0.000", CultureInfo.InvariantCulture) : "not defined";
}
