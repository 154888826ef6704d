using Predictor.Risk.Evaluation;
using Predictor.Risk.Reporting.Markup;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>The figures of sets of rows as lines of a table.</summary>
internal static class FiguresTable
{
    public static DataTable New(string caption) => new(
        caption, "Rows", "n", "clients", "share with the outcome", "AUC (95 % interval)", "average precision", "scaled Brier", "log loss", "calibration intercept", "calibration slope (95 % interval)", "ICI");

    public static void Add(DataTable table, string name, Performance performance)
    {
        if (performance.IsTooSmall())
        {
            table.Row(name, Show.TooFew);
            return;
        }

        table.Row(
            name,
            Show.Cell(performance.Rows),
            Show.Cell(performance.Clients),
            Show.Cell(performance.Prevalence, v => Show.Percent(v, 1)),
            Show.Cell(performance.Auc, performance.AucCi, Show.Figure),
            Show.Cell(performance.AveragePrecision, performance.AveragePrecisionCi, Show.Figure),
            Show.Cell(performance.ScaledBrier, performance.ScaledBrierCi, Show.Figure),
            Show.Cell(performance.LogLoss, Show.Figure),
            Show.Cell(performance.CalibrationIntercept, performance.CalibrationInterceptCi, v => Show.Signed(v)),
            Show.Cell(performance.CalibrationSlope, performance.CalibrationSlopeCi, Show.Figure),
            Show.Cell(performance.Ici, performance.IciCi, Show.Figure));
    }

    /// <summary>A line of a forest plot of AUC.</summary>
    public static Plots.ForestLine Auc(string name, Performance performance) =>
        performance.IsTooSmall() ? new(name, null, null, Show.TooFew) : new(name, performance.Auc, performance.AucCi, performance.Undefined?.GetValueOrDefault("auc") ?? "");
}
