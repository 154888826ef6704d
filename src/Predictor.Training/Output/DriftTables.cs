using System.Globalization;
using Predictor.Risk.Monitoring;
using Predictor.Risk.Packaging;
using Spectre.Console;

namespace Predictor.Training.Output;

/// <summary>What has moved, for people: alarms in sentences, then the features that move the risk most, the scores, and performance by window.</summary>
internal static class DriftTables
{
    // The rest stands in --json.
    private const int MostFeatures = 15;

    public static void Write(IAnsiConsole console, ModelPackage package, PackageDrift drift)
    {
        var result = drift.Result;
        console.MarkupLineInterpolated($"{package.Name} {package.Version} on {drift.ComparedOn}: {result.Rows} landmarks of {result.Clients} clients. Each client counts once.");
        console.Write(Features(result));
        console.Write(Scores(result));
        if (result.Windows.Any(w => w.WhyNotJudged is null)) console.Write(Windows(result));
        foreach (var window in result.Windows.Where(w => w.WhyNotJudged is not null)) console.WriteLine($"{window.Window}, {window.HorizonDays} days: not judged: {window.WhyNotJudged}.");
        if (result.Alarms.Count == 0) console.WriteLine("No alarm.");
    }

    private static Table Features(DriftResult result)
    {
        var shown = result.Features.Take(Math.Max(MostFeatures, result.Features.Count(f => f.Level == DriftLevel.Alarm))).ToList();
        var table = New($"What moves the risk most, {shown.Count} of {result.Features.Count} features", "Feature", "", "PSI", "test", "p, corrected", "missing before", "now", "median before", "now", "unseen", $"risk moves by (log-odds, {result.Scores[0].HorizonDays} days)", "importance");
        foreach (var feature in shown)
        {
            Row(
                table,
                feature.Code,
                Told(feature.Level) + (feature.IsUsed ? "" : " (not used)"),
                Number(feature.Psi, "0.00"),
                $"{feature.Test} {Number(feature.Statistic, "0.00")}",
                Number(feature.AdjustedPValue, "0.0000"),
                Number(feature.MissingBefore, "P1"),
                Number(feature.MissingNow, "P1"),
                Number(feature.MedianBefore, "0.###"),
                Number(feature.MedianNow, "0.###"),
                feature.Unseen.Count == 0 ? "-" : Number(feature.Unseen.Sum(u => u.Share), "P1"),
                Number(feature.Contributions[0].Shift, "+0.000;-0.000;0.000"),
                Number(feature.Contributions[0].Importance, "0.000"));
        }

        return table;
    }

    private static Table Scores(DriftResult result)
    {
        var table = New("The calibrated risk", "Horizon", "", "PSI", "test", "p, corrected", "median before", "now");
        foreach (var score in result.Scores) Row(table, $"{score.HorizonDays} days", Told(score.Level), Number(score.Psi, "0.00"), $"ks {Number(score.Statistic, "0.00")}", Number(score.AdjustedPValue, "0.0000"), Number(score.MedianBefore, "0.000"), Number(score.MedianNow, "0.000"));
        return table;
    }

    private static Table Windows(DriftResult result)
    {
        var table = New("Performance by window, with control limits around the held-out figure", "Window", "horizon", "n", "clients", "with outcome", "predicted", "observed", "figure", "value", "limits", "");
        foreach (var window in result.Windows.Where(w => w.WhyNotJudged is null))
        {
            foreach (var figure in window.Figures)
            {
                Row(
                    table,
                    window.Window,
                    $"{window.HorizonDays} days",
                    window.Rows.ToString(CultureInfo.InvariantCulture),
                    window.Clients.ToString(CultureInfo.InvariantCulture),
                    window.Events.ToString(CultureInfo.InvariantCulture),
                    Number(window.Predicted, "0.000"),
                    Number(window.Observed, "0.000"),
                    figure.Name,
                    Number(figure.Value, "0.000"),
                    $"{Number(figure.Lower, "0.000")} to {Number(figure.Upper, "0.000")}",
                    figure.IsOut ? Told(DriftLevel.Alarm) : "");
            }
        }

        return table;
    }

    private static string Told(DriftLevel level) => level switch
    {
        DriftLevel.Alarm => "ALARM",
        DriftLevel.Watch => "watch",
        _ => "",
    };

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";

    private static Table New(string title, params string[] columns)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape(title)) }.Border(TableBorder.Simple);
        foreach (var column in columns) table.AddColumn(Markup.Escape(column));
        return table;
    }

    private static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);
}
