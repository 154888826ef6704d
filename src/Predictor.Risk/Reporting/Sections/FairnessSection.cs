using System.Xml.Linq;
using Predictor.Risk.Evaluation.Fairness;
using Predictor.Risk.Reporting.Markup;
using Predictor.Risk.Reporting.Plots;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>Whether some groups of clients are missed more often than others.</summary>
internal static class FairnessSection
{
    public static XElement? Of(HorizonView view)
    {
        if (view.Result.Fairness is not { Attributes.Count: > 0 } audit || view.Result.IsTooSmall()) return null;
        var figures = new List<XElement>();
        for (var i = 0; i < audit.Attributes.Count; i++)
        {
            var axis = audit.Attributes[i];
            var table = new DataTable(
                $"Groups by {axis.Attribute}", "Group", "clients", "rows", "AUC (95 % interval)", "cal. intercept (95 % interval)", "alerts (95 % interval)", "missed (95 % interval)", "missed, less the largest group's (95 % interval)", "adjusted p");
            foreach (var group in axis.Groups) Row(table, group);
            // Names come from outside; a number cannot be broken out of.
            var svg = ForestPlot.Of(
                view.Id($"fairness-{i}-plot"),
                $"Missed dropouts by {axis.Attribute}",
                "One line for each group: of the moments that ended in dropout the share below the threshold, with its 95 % interval.",
                [.. axis.Groups.Select(g => new ForestLine(g.IsReference ? $"{g.Group} (largest)" : g.Group, g.MissRate, g.MissRateCi, g.IsSuppressed ? Show.TooFew : "not defined"))],
                axis.Groups.FirstOrDefault(g => g.IsReference)?.MissRate ?? 0,
                "share missed; the line is the largest group's",
                Show.Figure);
            figures.Add(Figures.Of(svg, [], $"{axis.Attribute}.", table));
        }

        return Html.Section(
            view.Id("fairness"),
            3,
            "Are some groups served worse?",
            Html.P($"Missed are moments that ended in dropout and had a risk below {Show.Percent(audit.Threshold, 1)}, where the band high begins. {Show.Count(audit.Comparisons)} differences from the largest group of each attribute were looked at: of missed dropouts, alerts, AUC and calibration. By chance alone some lie apart; with p-values adjusted for their number (Holm), {Show.Count(audit.Differing)} {(audit.Differing == 1 ? "is" : "are")} below {FairnessAudit.Level}. No such attribute but age, payer and how sessions are held is an input of the model, and those only where its features say so."),
            Differing(audit),
            Figures.Beside([.. figures]));
    }

    private static void Row(DataTable table, FairnessGroup group)
    {
        if (group.IsSuppressed || group.Performance is not { } performance)
        {
            table.Row(group.Group, $"fewer than {FairnessAudit.FewestClients} clients: no figures");
            return;
        }

        table.Row(
            group.IsReference ? $"{group.Group} (largest)" : group.Group,
            Show.Cell(performance.Clients),
            Show.Cell(performance.Rows),
            Show.Cell(performance.Auc, performance.AucCi, Show.Figure),
            Show.Cell(performance.CalibrationIntercept, performance.CalibrationInterceptCi, v => Show.Signed(v)),
            Show.Cell(group.AlertRate, group.AlertRateCi, Show.Figure),
            Show.Cell(group.MissRate, group.MissRateCi, Show.Figure),
            Show.Cell(group.MissRateDifference?.Value, group.MissRateDifference?.Ci, v => Show.Signed(v)),
            Show.Cell(group.MissRateDifference?.AdjustedP, P));
    }

    private static XElement? Differing(FairnessAudit audit)
    {
        var told = audit.Attributes.SelectMany(a => a.Groups.SelectMany(g => new[]
        {
            Told(a, g, "missed dropouts", g.MissRateDifference),
            Told(a, g, "alerts", g.AlertRateDifference),
            Told(a, g, "AUC", g.AucDifference),
            Told(a, g, "calibration intercept", g.CalibrationInterceptDifference),
        })).Where(t => t is not null).ToList();
        return told.Count == 0 ? null : Html.List(told);
    }

    private static string? Told(FairnessAxis axis, FairnessGroup group, string figure, GroupDifference? difference) =>
        difference is { AdjustedP: < FairnessAudit.Level } d ? $"{axis.Attribute} {group.Group}: {figure} {Show.Signed(d.Value)} ({Show.Signed(d.Ci.Lower)} to {Show.Signed(d.Ci.Upper)}), adjusted p {P(d.AdjustedP)}" : null;

    private static string P(double value) => value < 0.0001 ? "under 0.0001" : Show.Number(value, "0.0000");
}
