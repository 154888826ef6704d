using System.Globalization;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Training;
using Spectre.Console;

namespace Predictor.Training.Output;

/// <summary>What a recalibration changed, for people.</summary>
internal static class RecalibrationTables
{
    public static void Write(IAnsiConsole console, TrainedModel model, string folder)
    {
        foreach (var (horizon, report) in model.Metrics.Recalibration!)
        {
            var title = string.Create(CultureInfo.InvariantCulture, $"Horizon {horizon} days, {report.Events} clients with the outcome: new log-odds = {report.Intercept:0.000} + {report.Slope:0.000} x old");
            var table = new Table { Title = new TableTitle(title), Border = TableBorder.Simple };
            foreach (var column in new[] { "", "AUC", "Brier", "cal. intercept (95 % interval)", "cal. slope (95 % interval)", "ICI" }) table.AddColumn(column);
            Add(table, "before", report.Before);
            Add(table, "after, each client by the others", report.After);
            console.Write(table);
        }

        foreach (var note in model.Metrics.Notes) console.MarkupLineInterpolated($"[yellow]note:[/] {note}");
        console.MarkupLineInterpolated($"The recalibrated model is written to {folder}");
        console.MarkupLineInterpolated($"sha256 {model.Sha256}");
    }

    private static void Add(Table table, string name, Performance figures) => table.AddRow(
        new Text(name),
        new Text(Told(figures.Auc)),
        new Text(Told(figures.Brier)),
        new Text(Told(figures.CalibrationIntercept, figures.CalibrationInterceptCi)),
        new Text(Told(figures.CalibrationSlope, figures.CalibrationSlopeCi)),
        new Text(Told(figures.Ici)));

    private static string Told(double? figure) => figure?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";

    private static string Told(double? figure, ConfidenceInterval? interval) => Told(figure) + (interval is { } ci ? $" ({Told(ci.Lower)} to {Told(ci.Upper)})" : "");
}
