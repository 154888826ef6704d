using System.Globalization;
using Predictor.Risk.Evaluation.Fairness;
using Spectre.Console;

namespace Predictor.Training.Output;

/// <summary>The fairness audit, for people: the differences that chance does not explain, and where all of them stand.</summary>
internal static class FairnessTables
{
    public static void Write(IAnsiConsole console, FairnessAudit audit)
    {
        if (audit.Attributes.Count == 0)
        {
            console.WriteLine("Fairness: the export tells of no groups of clients to compare.");
            return;
        }

        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Fairness: {audit.Comparisons} differences from the largest group were looked at ({string.Join(", ", audit.Attributes.Select(a => a.Attribute))}; alerts from a risk of {audit.Threshold:P1} on); {audit.Differing} of them are not explained by chance (p adjusted for their number below {FairnessAudit.Level})."));
        var table = new Table { Title = new TableTitle("Groups that differ"), Border = TableBorder.Simple };
        foreach (var column in new[] { "group", "figure", "of the group", "difference (95 % interval)", "adjusted p" }) table.AddColumn(column);
        foreach (var attribute in audit.Attributes)
        {
            foreach (var group in attribute.Groups)
            {
                Add(table, attribute, group, "missed dropouts", group.MissRate, group.MissRateDifference);
                Add(table, attribute, group, "alerts", group.AlertRate, group.AlertRateDifference);
                Add(table, attribute, group, "AUC", group.Performance?.Auc, group.AucDifference);
                Add(table, attribute, group, "cal. intercept", group.Performance?.CalibrationIntercept, group.CalibrationInterceptDifference);
            }
        }

        if (table.Rows.Count > 0) console.Write(table);
        var suppressed = audit.Attributes.SelectMany(a => a.Groups.Where(g => g.IsSuppressed).Select(g => $"{a.Attribute} {g.Group}")).ToList();
        if (suppressed.Count > 0) console.WriteLine($"Not judged, as they have fewer than {FairnessAudit.FewestClients} clients: {string.Join(", ", suppressed)}.");
    }

    private static void Add(Table table, FairnessAxis attribute, FairnessGroup group, string figure, double? value, GroupDifference? difference)
    {
        if (difference is not { AdjustedP: < FairnessAudit.Level }) return;
        string[] cells =
        [
            $"{attribute.Attribute} {group.Group}",
            figure,
            Told(value),
            $"{Told(difference.Value)} ({Told(difference.Ci.Lower)} to {Told(difference.Ci.Upper)})",
            difference.AdjustedP < 0.0001 ? "under 0.0001" : difference.AdjustedP.ToString("0.0000", CultureInfo.InvariantCulture),
        ];
        table.AddRow([.. cells.Select(c => new Text(c))]);
    }

    private static string Told(double? figure) => figure?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";
}
