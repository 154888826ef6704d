using System.Globalization;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Evaluation.Fairness;

namespace Predictor.Risk.Training.Card;

/// <summary>The figures of an evaluation in sentences.</summary>
internal static class CardFigures
{
    /// <summary>Validity at one horizon: discrimination, calibration and overall performance with their 95 % intervals, and whether simpler rules do as well.</summary>
    public static string Of(int horizonDays, EvaluationResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"Horizon {horizonDays} days, {result.Rows} held-out rows of {result.Clients} clients, {result.Positives} rows of label 1; 95 % intervals from a bootstrap of clients: AUC {With(result.Auc, result.AucCi)}, on rows with no spell yet begun {With(result.NotYetGone.Auc, result.NotYetGone.AucCi)}; average precision {With(result.AveragePrecision, result.AveragePrecisionCi)} where chance reaches {Told(result.Prevalence)}; Brier score {With(result.Brier, result.BrierCi)}, scaled {With(result.ScaledBrier, result.ScaledBrierCi)}; calibration intercept {With(result.CalibrationIntercept, result.CalibrationInterceptCi)}, slope {With(result.CalibrationSlope, result.CalibrationSlopeCi)}, ICI {With(result.Ici, result.IciCi)}. {Verdict.Of(result)}");

    /// <summary>Fairness at one horizon: what was compared, and which differences chance does not explain.</summary>
    public static string OfGroups(int horizonDays, FairnessAudit audit)
    {
        var differing = audit.Attributes.SelectMany(a => a.Groups.SelectMany(g => new[]
        {
            Told(a, g, "missed dropouts", g.MissRateDifference),
            Told(a, g, "alerts", g.AlertRateDifference),
            Told(a, g, "AUC", g.AucDifference),
            Told(a, g, "calibration intercept", g.CalibrationInterceptDifference),
        })).OfType<string>().ToList();
        var suppressed = audit.Attributes.SelectMany(a => a.Groups.Where(g => g.IsSuppressed).Select(g => $"{a.Attribute} {g.Group}")).ToList();
        var found = differing.Count == 0 ? "none of them has an adjusted p-value" : $"{differing.Count} of them have an adjusted p-value";
        return string.Create(CultureInfo.InvariantCulture, $"Horizon {horizonDays} days: by {string.Join(", ", audit.Attributes.Select(a => a.Attribute))}, {audit.Comparisons} differences from the largest group were looked at, alerts being risks from {audit.Threshold:0.000} on; {found} below {FairnessAudit.Level} (Holm)")
            + (differing.Count == 0 ? "." : $": {string.Join("; ", differing)}.")
            + (suppressed.Count == 0 ? "" : $" Not judged, as they have fewer than {FairnessAudit.FewestClients} clients: {string.Join(", ", suppressed)}.");
    }

    private static string? Told(FairnessAxis axis, FairnessGroup group, string figure, GroupDifference? difference) => difference is { AdjustedP: < FairnessAudit.Level } d
        ? string.Create(CultureInfo.InvariantCulture, $"{axis.Attribute} {group.Group}: {figure} {d.Value:+0.000;-0.000} ({d.Ci.Lower:+0.000;-0.000} to {d.Ci.Upper:+0.000;-0.000})")
        : null;

    private static string With(double? figure, ConfidenceInterval? interval) =>
        interval is { } ci ? string.Create(CultureInfo.InvariantCulture, $"{Told(figure)} ({ci.Lower:0.000} to {ci.Upper:0.000})") : Told(figure);

    private static string Told(double? figure) => figure is { } known ? known.ToString("0.000", CultureInfo.InvariantCulture) : "not defined";
}
