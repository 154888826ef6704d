using System.Xml.Linq;
using Predictor.Risk.Reporting.Markup;
using Predictor.Risk.Reporting.Plots;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>The figures by how far the treatment has come and by which signals there are.</summary>
internal static class GroupsSection
{
    public static XElement? Of(HorizonView view)
    {
        var groupings = view.Result.ByGroup.Where(g => g.Value.Any(p => p.Rows > 0)).ToList();
        if (groupings.Count == 0 || view.Result.IsTooSmall()) return null;
        var figures = new List<XElement>();
        for (var i = 0; i < groupings.Count; i++)
        {
            var name = Names.OfGrouping(groupings[i].Key);
            var groups = groupings[i].Value.Where(p => p.Rows > 0).ToList();
            var table = FiguresTable.New($"Figures by: {name}");
            foreach (var group in groups) FiguresTable.Add(table, group.Group, group);
            // Names come from outside; a number cannot be broken out of.
            var svg = ForestPlot.Of(view.Id($"group-{i}-plot"), $"AUC by: {name}", "One line for each group with its AUC and 95 % interval, beside .5, which chance reaches.", [.. groups.Select(g => FiguresTable.Auc(g.Group, g))], 0.5, $"AUC by: {name}", Show.Figure);
            figures.Add(Figures.Of(svg, [], $"{name}.", table));
        }

        return Html.Section(
            view.Id("groups"),
            3,
            "By session number, and where scores or payments are missing",
            Html.P($"Most who drop out do so early, and a model that works late only helps few. Groups of fewer than {SmallGroups.FewestClients} clients have no figures."),
            Figures.Beside([.. figures]));
    }
}
