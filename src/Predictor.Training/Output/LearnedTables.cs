using System.Globalization;
using Predictor.Risk.Evaluation.Learned;
using Spectre.Console;

namespace Predictor.Training.Output;

/// <summary>What a model learned, for people: the strongest features.</summary>
internal static class LearnedTables
{
    private const int Shown = 12;

    public static void Write(IAnsiConsole console, LearnedModel learned)
    {
        var table = new Table { Title = new TableTitle($"What moves scores most, on {learned.Rows.ToString("N0", CultureInfo.InvariantCulture)} rows"), Border = TableBorder.Simple };
        foreach (var column in new[] { "feature", "code", "mean contribution in log-odds, without its sign (95 % interval)" }) table.AddColumn(column);
        foreach (var feature in learned.Features.Take(Shown))
        {
            var interval = feature.Ci is { } ci ? $" ({Told(ci.Lower)} to {Told(ci.Upper)})" : "";
            table.AddRow(new Text(feature.Name), new Text(feature.Code), new Text(Told(feature.MeanAbsoluteLogOdds) + interval));
        }

        console.Write(table);
        var broken = learned.Directions.Where(d => d.LargestBreach > 0).Select(d => d.Code).ToList();
        console.WriteLine(broken.Count == 0
            ? $"All {learned.Directions.Count} features that may only raise or only lower the risk do so."
            : $"NOT only raising or only lowering the risk, as they should: {string.Join(", ", broken)}.");
    }

    private static string Told(double figure) => figure.ToString("0.000", CultureInfo.InvariantCulture);
}
