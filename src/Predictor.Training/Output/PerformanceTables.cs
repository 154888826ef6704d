using System.Globalization;
using Predictor.Risk.Evaluation;
using Spectre.Console;

namespace Predictor.Training.Output;

/// <summary>The performance at one horizon, for people.</summary>
internal static class PerformanceTables
{
    public static void Write(IAnsiConsole console, int horizonDays, EvaluationResult result, string clients = "Clients not seen in training")
    {
        var table = new Table { Title = new TableTitle($"{clients}, horizon {horizonDays} days"), Border = TableBorder.Simple };
        foreach (var column in new[] { "Rows", "n", "clients", "share of 1", "AUC (95 % interval)", "avg. precision", "Brier", "cal. intercept", "cal. slope", "ICI" }) table.AddColumn(column);
        Add(table, "all landmarks", result);
        Add(table, "  after an attended session", result.ByLandmark.Attended);
        Add(table, "  after a missed session", result.ByLandmark.Missed);
        Add(table, "  after a cancellation", result.ByLandmark.Cancelled);
        Add(table, "  silent", result.ByLandmark.Silent);
        Add(table, "no spell yet begun", result.NotYetGone);
        foreach (var (name, baseline) in result.Baselines) Add(table, $"rule: {name}", baseline);
        if (result.UpperBound is { } bound)
        {
            Add(table, "true risk: all landmarks", bound);
            Add(table, "  after an attended session", bound.ByLandmark.Attended);
            Add(table, "  no spell yet begun", bound.NotYetGone);
        }

        console.Write(table);
    }

    private static void Add(Table table, string name, Performance performance)
    {
        var auc = Told(performance.Auc) + (performance.AucCi is { } ci ? $" ({Told(ci.Lower)}-{Told(ci.Upper)})" : "");
        string[] cells =
        [
            name,
            performance.Rows.ToString("N0", CultureInfo.InvariantCulture),
            performance.Clients.ToString("N0", CultureInfo.InvariantCulture),
            performance.Prevalence?.ToString("P1", CultureInfo.InvariantCulture) ?? "-",
            auc,
            Told(performance.AveragePrecision),
            Told(performance.Brier),
            Told(performance.CalibrationIntercept),
            Told(performance.CalibrationSlope),
            Told(performance.Ici),
        ];
        table.AddRow([.. cells.Select(c => new Text(c))]);
    }

    private static string Told(double? figure) => figure?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";
}
