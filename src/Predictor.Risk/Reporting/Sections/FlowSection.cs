using System.Xml.Linq;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Reporting.Markup;
using Predictor.Risk.Reporting.Plots;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>From the export to the rows judged.</summary>
internal static class FlowSection
{
    public static XElement? Of(HorizonView view)
    {
        if (view.Result.Flow is not { } flow) return null;
        var kinds = Kinds(view.Result.ByLandmark);
        var svg = FlowDiagram.Of(
            view.Id("flow-plot"),
            "From the export to the rows judged",
            $"{Show.Count(flow.EpisodesRead)} episodes were read; {Show.Count(flow.Episodes)} are of clients judged on. Of their {Show.Count(flow.Landmarks)} moments {Show.Count(flow.Censored)} are censored and {Show.Count(flow.Rows)} are judged, {Show.Count(flow.Positives)} of them with the outcome.",
            Stages(flow),
            [.. kinds.Select(kind => (IReadOnlyList<string>)[$"{Show.Count(kind.Performance.Rows)} rows", kind.Name, kind.Performance.IsTooSmall() ? Show.TooFew : $"{Show.Count(kind.Performance.Positives)} with the outcome"])]);
        return Html.Section(
            view.Id("flow"),
            3,
            "Clients and rows",
            Figures.Of(svg, [], "Rows whose outcome is not known by the end of the data are censored: they are left out, and rows like them count for more in their place. All shares and figures on this page use these weights; counts do not.", Table(flow, kinds)));
    }

    private static List<FlowStage> Stages(RowFlow flow)
    {
        var before = new List<string>();
        if (flow.EpisodesAfterCut > 0) before.AddRange([Show.Count(flow.EpisodesAfterCut), "begun after the cut"]);
        if (flow.EpisodesOfOtherClients > 0) before.AddRange([Show.Count(flow.EpisodesOfOtherClients), "of clients not", "judged on"]);
        List<string> without = flow.EpisodesWithoutAnchor > 0 ? [Show.Count(flow.EpisodesWithoutAnchor), "without an", "appointment to judge", "by: no rows"] : [];
        return
        [
            new FlowStage([$"{Show.Count(flow.EpisodesRead)} episodes read"], before),
            new FlowStage([$"{Show.Count(flow.Episodes)} episodes", $"of {Show.Count(flow.Clients)} clients judged on"], without),
            new FlowStage([$"{Show.Count(flow.Landmarks)} moments"], flow.Censored > 0 ? [Show.Count(flow.Censored), "censored: outcome", "not known by the cut"] : []),
            new FlowStage([$"{Show.Count(flow.Rows)} rows judged", $"of {Show.Count(flow.ClientsWithRows)} clients", .. WithOutcome(flow)], []),
        ];
    }

    private static IEnumerable<string> WithOutcome(RowFlow flow) =>
        flow.ClientsWithRows < SmallGroups.FewestClients ? [] : [$"{Show.Count(flow.Positives)} with the outcome,", $"of {Show.Count(flow.ClientsWithPositives)} clients"];

    private static DataTable Table(RowFlow flow, List<(string Name, Performance Performance)> kinds)
    {
        var table = new DataTable("From the export to the rows judged", "What", "count")
            .Row("Episodes read", Show.Cell(flow.EpisodesRead))
            .Row("begun after the cut", Show.Cell(flow.EpisodesAfterCut))
            .Row("of clients not judged on", Show.Cell(flow.EpisodesOfOtherClients))
            .Row("Episodes of clients judged on", Show.Cell(flow.Episodes))
            .Row("their clients", Show.Cell(flow.Clients))
            .Row("without an appointment to judge by", Show.Cell(flow.EpisodesWithoutAnchor))
            .Row("Moments", Show.Cell(flow.Landmarks))
            .Row("censored", Show.Cell(flow.Censored))
            .Row("Rows judged", Show.Cell(flow.Rows))
            .Row("their clients", Show.Cell(flow.ClientsWithRows));
        if (flow.ClientsWithRows < SmallGroups.FewestClients) return table;
        table.Row("Rows with the outcome", Show.Cell(flow.Positives)).Row("their clients", Show.Cell(flow.ClientsWithPositives));
        foreach (var (name, performance) in kinds)
        {
            table.Row($"Rows {name}", Show.Cell(performance.Rows));
            if (performance.IsTooSmall()) table.Row("with the outcome", Show.TooFew);
            else table.Row("with the outcome", Show.Cell(performance.Positives));
        }

        return table;
    }

    private static List<(string Name, Performance Performance)> Kinds(PerformanceByLandmark kinds) =>
    [
        ("after an attended session", kinds.Attended),
        ("after a missed session", kinds.Missed),
        ("after a cancellation", kinds.Cancelled),
        ("after a week of silence", kinds.Silent),
    ];
}
