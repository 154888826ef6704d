using System.Xml.Linq;
using Predictor.Risk.Evaluation.Learned;
using Predictor.Risk.Reporting.Markup;
using Predictor.Risk.Reporting.Plots;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>What moves scores, and which way.</summary>
internal static class LearnedSection
{
    private const int ShownFeatures = 15;
    private const int ShownDependences = 6;

    public static XElement? Of(HorizonView view)
    {
        if (view.Result.Learned is not { Features.Count: > 0 } learned || view.Result.IsTooSmall()) return null;
        var broken = learned.Directions.Where(d => d.LargestBreach > 0).Select(d => d.Code).ToList();
        return Html.Section(
            view.Id("learned"),
            3,
            "What the model goes by",
            Html.P($"A feature counts by how far it moves the risk on average, up or down, in log-odds, on {Show.Count(learned.Rows)} rows of {Show.Count(learned.Clients)} clients. It says what the model goes by and not what makes clients leave. {(broken.Count == 0 ? $"All {learned.Directions.Count} features that may only raise or only lower the risk do so." : $"NOT only raising or only lowering the risk, as they should: {string.Join(", ", broken)}.")}"),
            Figures.Beside(Features(view, learned), Families(view, learned)),
            Figures.Beside([.. learned.Dependence.Take(ShownDependences).Where(d => d.Bins.Count > 0).Select((d, i) => Dependence(view, learned, d, i))]),
            learned.Interactions.Count == 0 ? null : Interactions(learned));
    }

    private static XElement Features(HorizonView view, LearnedModel learned)
    {
        var table = new DataTable("Features by how far they move the risk", "Feature", "code", "mean log-odds (95 % interval)");
        foreach (var feature in learned.Features) table.Row(feature.Name, feature.Code, Show.Cell(feature.MeanAbsoluteLogOdds, feature.Ci, Show.Figure));
        var svg = ForestPlot.Of(
            view.Id("importance-plot"),
            "Strongest features",
            "One line for each of the strongest features: the mean of its contribution without its sign, with its 95 % interval.",
            [.. learned.Features.Take(ShownFeatures).Select(f => new ForestLine(f.Name, f.MeanAbsoluteLogOdds, f.Ci, "not defined"))],
            0,
            "mean contribution in log-odds, without its sign",
            Show.Figure);
        return Figures.Of(svg, [], $"The {Math.Min(ShownFeatures, learned.Features.Count)} strongest features.", table);
    }

    private static XElement Families(HorizonView view, LearnedModel learned)
    {
        var table = new DataTable("Families of features", "Family", "mean log-odds", "AUC lost where shuffled (95 % interval)");
        foreach (var family in learned.Families) table.Row(Names.OfFamily(family.Family), Show.Cell(family.MeanAbsoluteLogOdds, Show.Figure), Show.Cell(family.AucLoss, family.AucLossCi, v => Show.Signed(v)));
        var svg = ForestPlot.Of(
            view.Id("families-plot"),
            "Families of features",
            "One line for each family: how much AUC is lost where each row gets the family's values of another row, with its 95 % interval.",
            [.. learned.Families.Select(f => new ForestLine(Names.OfFamily(f.Family), f.AucLoss, f.AucLossCi, "not defined"))],
            0,
            "AUC lost where the family's values are shuffled",
            value => Show.Signed(value));
        return Figures.Of(svg, [], "What each family adds over all others: little for one that others stand in for.", table);
    }

    private static XElement Dependence(HorizonView view, LearnedModel learned, Dependence dependence, int number)
    {
        var name = learned.Features.First(f => f.Code == dependence.Code).Name;
        var table = new DataTable($"What it contributes: {name}", "Value", "rows", "mean log-odds", "10 % below", "10 % above");
        foreach (var bin in dependence.Bins) table.Row(Value(bin), Show.Cell(bin.Rows), Show.Cell(bin.Mean, v => Show.Signed(v)), Show.Cell(bin.Low, v => Show.Signed(v)), Show.Cell(bin.High, v => Show.Signed(v)));
        var svg = ForestPlot.Of(
            view.Id($"dependence-{number}-plot"),
            $"What it contributes: {name}",
            "One line for each bin of values: its mean contribution to the log-odds, with the range that holds eight rows of ten.",
            [.. dependence.Bins.Select(b => new ForestLine(Value(b), b.Mean, new Evaluation.ConfidenceInterval(b.Low, b.High), "not defined"))],
            0,
            "contribution in log-odds; the bars hold 80 % of rows",
            value => Show.Signed(value));
        return Figures.Of(svg, [], $"{name}.", table);
    }

    private static XElement Interactions(LearnedModel learned)
    {
        var table = new DataTable("Pairs that do more together than each alone", "Feature", "with", "mean log-odds");
        foreach (var pair in learned.Interactions) table.Row(pair.First, pair.Second, Show.Cell(pair.MeanAbsoluteLogOdds, Show.Figure));
        return Html.Element("details", Html.Element("summary", "The strongest pairs of features"), table.ToHtml());
    }

    private static string Value(DependenceBin bin) => bin switch
    {
        { Category: { } category } => category,
        { From: { } from, To: { } to } => from == to ? Show.Number(from, "0.##") : $"{Show.Number(from, "0.##")} to {Show.Number(to, "0.##")}",
        _ => "missing",
    };
}
