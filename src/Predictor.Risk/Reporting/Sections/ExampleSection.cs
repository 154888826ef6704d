using System.Globalization;
using System.Xml.Linq;
using Predictor.Risk.Evaluation.Examples;
using Predictor.Risk.Reporting.Markup;
using Predictor.Risk.Reporting.Plots;
using Predictor.Trees.Numerics;

namespace Predictor.Risk.Reporting.Sections;

/// <summary>How a risk comes about, told of a client who does not exist.</summary>
internal static class ExampleSection
{
    public static XElement? Of(HorizonView view)
    {
        if (view.Result.Example is not { } example) return null;
        var (start, end) = (StableMath.Sigmoid(example.BaselineLogOdds), StableMath.Sigmoid(example.LogOdds));
        var svg = Waterfall.Of(
            view.Id("example-plot"),
            "How the risk comes about",
            $"From {Show.Percent(start, 1)} for an average moment to {Show.Percent(end, 1)} over the families of features. {string.Join(" ", example.Families.Select(f => $"{Names.OfFamily(f.Family)} {Show.Signed(f.LogOdds, "0.00")}."))}",
            ("an average moment", example.BaselineLogOdds, Show.Percent(start, 1)),
            [.. example.Families.Select(f => (Names.OfFamily(f.Family), f.LogOdds, Show.Signed(f.LogOdds, "0.00")))],
            ("this client", Show.Percent(end, 1)),
            "log-odds");
        var families = new DataTable("From an average moment to this client, in log-odds", "Part", "log-odds").Row("an average moment", Show.Cell(example.BaselineLogOdds, Signed));
        foreach (var family in example.Families) families.Row(Names.OfFamily(family.Family), Show.Cell(family.LogOdds, Signed));
        families.Row("this client", Show.Cell(example.LogOdds, Signed));
        var features = new DataTable("The features that move it most, on average", "Feature", "adds, in log-odds", "typical value", "missing");
        foreach (var feature in example.Features)
            features.Row(feature.Name, Show.Cell(feature.LogOdds, Signed), Value(feature), Show.Cell(feature.Missing, v => Show.Percent(v)));
        return Html.Section(
            view.Id("example"),
            3,
            "A worked example",
            Html.P($"This client does not exist: it is the mean of {Show.Count(example.Rows)} moments of {Show.Count(example.Clients)} clients whose risk is in the band {Names.OfBand(example.Band)}. An average moment has a risk of {Show.Percent(start, 1)}. What is known of this client moves it to {Show.Percent(end, 1)}. Each part is exact for each moment, and so are their means."),
            Figures.Of(svg, [("block series-2", "raises"), ("block series-1", "lowers")], "Each family of features adds to the log-odds or takes from them.", families),
            features.ToHtml(),
            Html.P(Html.Class("note"), "What moves the risk is what the model has learned to look at, not what causes the dropout."));
    }

    private static object Value(FeatureShare feature)
    {
        if (feature.MostFrequent is { } category) return $"mostly {category}";
        return feature.Median is not { } median ? Show.None : new object[] { Show.Cell(median, v => v.ToString("0.##", CultureInfo.InvariantCulture)), $" {feature.Unit}" };
    }

    private static string Signed(double value) => Show.Signed(value);
}
