using System.Globalization;
using System.Text.Json.Nodes;

namespace Predictor.EndToEnd.Tests.Readme;

/// <summary>The README's table of figures as the package's own metrics have it.</summary>
internal static class FiguresTable
{
    public static string Of(JsonNode metrics)
    {
        var lines = new List<string>
        {
            "| clients not seen in training | rows | share of label 1 | AUC (95 % interval) | calibration slope |",
            "|---|---|---|---|---|",
        };
        foreach (var horizon in new[] { "28", "0" })
        {
            var result = metrics["byHorizon"]![horizon]!;
            lines.Add(Line($"horizon {horizon} days, all landmarks", result));
            lines.Add(Line($"horizon {horizon} days, after an attended session", result["byLandmark"]!["attended"]!));
            if (result["notYetGone"]!["auc"] is not null) lines.Add(Line($"horizon {horizon} days, no spell yet begun", result["notYetGone"]!));
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string Line(string name, JsonNode figures)
    {
        var interval = figures["aucCi"]!.AsArray();
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {(int)figures["rows"]!:N0} | {(double)figures["prevalence"]!:P1} | {(double)figures["auc"]!:0.000} ({(double)interval[0]!:0.000}-{(double)interval[1]!:0.000}) | {(double)figures["calibrationSlope"]!:0.00} |");
    }
}
