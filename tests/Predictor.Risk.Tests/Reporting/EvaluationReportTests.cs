using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Evaluation.Fairness;
using Predictor.Risk.Packaging;
using Predictor.Risk.Reporting;
using Predictor.Risk.Tests.Evaluation;
using Predictor.Risk.Tests.Training;
using Xunit;

namespace Predictor.Risk.Tests.Reporting;

public sealed class EvaluationReportTests
{
    private const string Hostile = "</style><script>alert(1)</script>\"'&<!--\u0000\u0007\u202E\uD800";

    private static readonly SortedDictionary<int, EvaluationResult> Results = TrainedClinic.Model.Metrics.ByHorizon;

    private static readonly ReportPage Page = new(
        ReportFacts.Of(TrainedClinic.Package, "the held-out clients", new DateTime(2026, 1, 6, 0, 0, 0, DateTimeKind.Utc).Ticks, new DateOnly(2026, 1, 7)), (28, Results[28]), (0, Results[0]));

    [Fact]
    public void The_first_lines_are_the_verdict()
    {
        var header = Page.All("header").Single();

        Assert.Equal([ReportPage.Html + "h1", ReportPage.Html + "p", ReportPage.Html + "p"], header.Elements().Take(3).Select(e => e.Name));
        Assert.EndsWith(Verdict.Of(Results[28]), header.Elements().ElementAt(1).Value, StringComparison.Ordinal);
        Assert.EndsWith(Verdict.Of(Results[0]), header.Elements().ElementAt(2).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void It_fetches_nothing_and_runs_nothing()
    {
        Assert.Empty(Page.All("script").Concat(Page.All("link")).Concat(Page.All("img")).Concat(Page.All("iframe")));
        Assert.DoesNotContain("url(", Page.Source, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", Page.Source, StringComparison.OrdinalIgnoreCase);
        foreach (var attribute in Page.Root.DescendantsAndSelf().Attributes().Where(a => !a.IsNamespaceDeclaration))
        {
            Assert.False(attribute.Name.LocalName is "src" or "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase), attribute.ToString());
            if (attribute.Name.LocalName == "href") Assert.StartsWith("#", attribute.Value, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_browser_is_told_to_take_the_style_sheet_and_nothing_else()
    {
        var css = Page.All("style").Single().Value;
        var policy = Page.All("meta").Single(m => (string?)m.Attribute("http-equiv") == "Content-Security-Policy").Attribute("content")!.Value;

        Assert.Equal($"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css)))}'", policy);
        // As HTML a style sheet is not unescaped: what would be escaped must not be in it.
        Assert.Contains(css, Page.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_go_down_one_level_at_a_time_and_every_link_has_its_place()
    {
        var levels = Page.Root.Descendants().Where(e => e.Name.Namespace == ReportPage.Html && e.Name.LocalName is ['h', >= '1' and <= '6']).Select(e => e.Name.LocalName[1] - '0').ToList();
        var ids = Page.Root.Descendants().Select(e => (string?)e.Attribute("id")).OfType<string>().ToList();

        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"h{pair.Second} after h{pair.First}"));
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(Page.All("a"), a => Assert.Contains(a.Attribute("href")!.Value[1..], ids));
        Assert.All(Page.Root.Descendants().Attributes().Where(a => a.Name.LocalName == "aria-labelledby").SelectMany(a => a.Value.Split(' ')), id => Assert.Contains(id, ids));
    }

    [Fact]
    public void There_are_landmarks_and_a_language()
    {
        Assert.Equal("en", Page.Root.Attribute("lang")!.Value);
        foreach (var landmark in new[] { "header", "nav", "main", "footer" }) Assert.Single(Page.All(landmark));
    }

    [Fact]
    public void Every_plot_says_what_it_is_and_has_its_numbers_in_a_table()
    {
        Assert.True(Page.Plots.Count() >= 20);
        Assert.All(Page.Plots, svg =>
        {
            Assert.Equal("img", svg.Attribute("role")!.Value);
            Assert.NotEmpty(svg.Element(ReportPage.Svg + "title")!.Value);
            Assert.NotEmpty(svg.Element(ReportPage.Svg + "desc")!.Value);
            var figure = svg.Parent!;
            Assert.Equal(ReportPage.Html + "figure", figure.Name);
            Assert.NotEmpty(figure.Element(ReportPage.Html + "figcaption")!.Value);
            Assert.NotEmpty(figure.Element(ReportPage.Html + "details")!.Descendants(ReportPage.Html + "tbody").Single().Elements());
        });
    }

    [Fact]
    public void Tables_have_a_caption_and_as_many_cells_a_row_as_headers() =>
        Assert.All(Page.All("table"), table =>
        {
            Assert.NotEmpty(table.Element(ReportPage.Html + "caption")!.Value);
            var columns = table.Element(ReportPage.Html + "thead")!.Descendants(ReportPage.Html + "th").Count();
            Assert.All(table.Element(ReportPage.Html + "tbody")!.Elements(), row => Assert.Equal(columns, row.Elements().Sum(c => (int?)c.Attribute("colspan") ?? 1)));
        });

    [Fact]
    public void Every_number_in_its_tables_is_one_of_the_metrics()
    {
        var known = new HashSet<double>();
        Collect(JsonNode.Parse(JsonSerializer.Serialize(TrainedClinic.Model.Metrics, PackageJson.Options)), known);
        foreach (var head in TrainedClinic.Package.Heads) known.UnionWith([head.Bands.Moderate, head.Bands.High, head.Bands.VeryHigh]);
        var told = Page.All("data").Select(d => double.Parse(d.Attribute("value")!.Value, CultureInfo.InvariantCulture)).ToList();

        Assert.True(told.Count > 1000);
        Assert.All(told, value => Assert.Contains(value, known));
        foreach (var figure in new[] { Results[28].Auc, Results[28].AucCi!.Value.Lower, Results[28].CalibrationSlope, Results[28].Baselines["logistic"].AucGain, Results[28].DecisionCurve[3].NetBenefit, Results[28].CapacityCurve[2].Found, Results[28].Curves.Roc[7].Sensitivity, Results[28].Example!.LogOdds, Results[28].Learned!.Features[0].MeanAbsoluteLogOdds, Results[28].Learned!.Families[0].AucLoss, Results[28].Learned!.Dependence[0].Bins[0].Mean })
            Assert.Contains(figure!.Value, told);
    }

    [Fact]
    public void What_is_read_is_the_number_that_is_carried() =>
        Assert.All(Page.All("data"), data =>
        {
            var value = double.Parse(data.Attribute("value")!.Value, CultureInfo.InvariantCulture);
            var text = data.Value.Replace('−', '-').Replace(",", "", StringComparison.Ordinal);
            var isShare = text.EndsWith(" %", StringComparison.Ordinal);
            var digits = text.TrimEnd('%', ' ');
            var decimals = digits.Contains('.', StringComparison.Ordinal) ? digits.Length - digits.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
            var read = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
            Assert.Equal(isShare ? value * 100 : value, read, 0.5000001 * Math.Pow(10, -decimals));
        });

    [Fact]
    public void Hostile_names_become_text()
    {
        var result = Results[28] with
        {
            ByGroup = new Dictionary<string, IReadOnlyList<GroupPerformance>> { [Hostile] = [Results[28].ByGroup.Values.SelectMany(g => g).First(g => g.Clients >= 20) with { Group = Hostile }] },
            Baselines = new Dictionary<string, BaselinePerformance> { [Hostile] = Results[28].Baselines["logistic"] },
        };

        var page = new ReportPage(ReportPage.Facts(Hostile, Hostile), (28, result));

        Assert.Empty(page.All("script"));
        Assert.Single(page.All("style"));
        Assert.DoesNotContain("<script", page.Source, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<!--", page.Source, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', page.Source);
        Assert.DoesNotContain(page.Source, c => char.IsControl(c) && c != '\n');
        Assert.Contains("</style><script>alert(1)</script>\"'&<!--\uFFFD\uFFFD\uFFFD\uFFFD", page.All("h1").Single().Value, StringComparison.Ordinal);
        Assert.Equal(ReportPage.Html + "html", page.Root.Name);
    }

    [Fact]
    public void Groups_of_under_twenty_clients_have_no_figures()
    {
        var group = Results[28].ByGroup["sessionsAttended"].First(g => g.Clients >= 20);
        var few = group with { Group = "few", Clients = 19, Rows = 4711, Auc = 0.98765 };
        var enough = group with { Group = "enough", Clients = 20, Auc = 0.87654 };

        var page = new ReportPage(ReportPage.Facts(), (28, Results[28] with { ByGroup = new Dictionary<string, IReadOnlyList<GroupPerformance>> { ["g"] = [few, enough] } }));

        var row = Assert.Single(page.All("tr"), tr => tr.Elements().First().Value == "few");
        Assert.Equal("few" + "too few clients", row.Value);
        Assert.DoesNotContain("0.98765", page.Source, StringComparison.Ordinal);
        Assert.Contains("0.87654", page.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void An_evaluation_of_under_twenty_clients_has_no_figures_but_says_so()
    {
        var few = Results[28] with { Clients = 19, Flow = Results[28].Flow! with { ClientsWithRows = 19 } };

        var page = new ReportPage(ReportPage.Facts(), (28, few));

        Assert.DoesNotContain(page.Plots, svg => svg.Attribute("id")!.Value.Contains("roc", StringComparison.Ordinal));
        Assert.DoesNotContain(page.All("section"), s => s.Attribute("aria-labelledby")!.Value == "h28-comparison");
        Assert.Contains("too few for figures", page.All("header").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_without_intervals_or_curves_still_make_a_page()
    {
        var rows = TestRows.Simulated(60, 1, 3);
        var result = Evaluator.Evaluate(rows, new CensoredRows(), [], null, null, new Dictionary<string, double[]>(), new EvaluationOptions { BootstrapRepeats = 0 }, null, CancellationToken.None);

        var page = new ReportPage(ReportPage.Facts(), (28, result));

        Assert.Contains("no intervals", page.All("header").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_stand_beside_the_largest_and_those_of_few_clients_have_no_figures()
    {
        var rows = TestRows.Simulated(600, 1, 2);
        var told = rows.WithProbabilities([.. rows.Probabilities.ToArray().Select((p, row) => rows.Clients[row] % 3 == 1 ? p * .4 : p)]);
        var groups = new RowGrouping($"s_{Hostile}", ["many", "missed", Hostile], [.. Enumerable.Range(0, rows.Count).Select(row => rows.Clients[row] < 15 ? 2 : rows.Clients[row] % 3 == 1 ? 1 : 0)]);
        var audit = FairnessAudit.Of(told, [groups], .5, new ClientDraws(rows, new EvaluationOptions { BootstrapRepeats = 80 }), CancellationToken.None);
        var missed = audit.Attributes[0].Groups[1];

        var section = new ReportPage(ReportPage.Facts(), (28, Results[28] with { Fairness = audit })).All("section").Single(s => s.Attribute("aria-labelledby")!.Value == "h28-fairness");

        Assert.Contains("missed: missed dropouts +", section.Value, StringComparison.Ordinal);
        Assert.Contains("many (largest)", section.Value, StringComparison.Ordinal);
        Assert.Contains("fewer than 20 clients: no figures", section.Value, StringComparison.Ordinal);
        Assert.Contains(section.Descendants(ReportPage.Html + "data"), d => d.Attribute("value")!.Value == missed.MissRate!.Value.ToString("R", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_same_figures_give_the_same_bytes() =>
        Assert.Equal(new ReportPage(ReportPage.Facts(), (28, Results[28])).Source, new ReportPage(ReportPage.Facts(), (28, Results[28])).Source);

    [Fact]
    public void No_episode_and_no_client_is_named()
    {
        // The small clinic's ids are e-000 and c-000.
        Assert.DoesNotMatch(@"\b[ec]-\d{3}\b", Page.Source);
    }

    private static void Collect(JsonNode? node, HashSet<double> into)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (var (_, value) in o) Collect(value, into);
                break;
            case JsonArray a:
                foreach (var value in a) Collect(value, into);
                break;
            case JsonValue v when v.GetValueKind() == JsonValueKind.Number:
                into.Add(v.GetValue<double>());
                break;
            default:
                break;
        }
    }
}
