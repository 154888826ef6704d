using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Reporting.Markup;
using Predictor.Risk.Reporting.Sections;

namespace Predictor.Risk.Reporting;

/// <summary>
/// An evaluation as one page of HTML for people: no script, nothing fetched, light and dark, for print, for a phone and for a screen reader. Every number
/// in it is one of <see cref="EvaluationResult"/>.
/// </summary>
public static class EvaluationReport
{
    // A part that has nothing to tell is left out.
    private static readonly Func<HorizonView, XElement?>[] OfHorizon =
    [
        FlowSection.Of,
        FiguresSection.Of,
        ComparisonSection.Of,
        DiscriminationSection.Of,
        CalibrationSection.Of,
        IncidenceSection.Of,
        DecisionSection.Of,
        CapacitySection.Of,
        GroupsSection.Of,
        FairnessSection.Of,
        LearnedSection.Of,
        StabilitySection.Of,
        ExampleSection.Of,
    ];

    /// <summary>Writes the report.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="facts">What is told of the model.</param>
    /// <param name="byHorizon">The figures by horizon in days, in the order they are told in.</param>
    /// <exception cref="ArgumentException">There is no horizon.</exception>
    public static void Write(Stream stream, ReportFacts facts, IReadOnlyDictionary<int, EvaluationResult> byHorizon)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(byHorizon);
        if (byHorizon.Count == 0) throw new ArgumentException("There are no figures; expected those of one horizon or more.", nameof(byHorizon));
        var views = byHorizon.Select(r => new HorizonView(facts, r.Key, r.Value)).ToList();
        HtmlWriter.Write(stream, Page(facts, views));
    }

    private static XElement Page(ReportFacts facts, List<HorizonView> views)
    {
        var css = Style();
        var parts = new List<XElement> { PurposeSection.Of(facts, views) };
        if (HorizonsSection.Of(views) is { } horizons) parts.Add(horizons);
        parts.AddRange(views.Select(Horizon));
        parts.Add(LimitsSection.Of(facts, views));
        var title = $"Evaluation of {facts.ModelName} {facts.ModelVersion}";
        return Html.Element(
            "html",
            Html.Attribute("lang", "en"),
            Html.Element(
                "head",
                Html.Element("meta", Html.Attribute("charset", "utf-8")),
                // The page may neither load nor run anything: what a name smuggled in would find every door shut.
                Html.Element("meta", Html.Attribute("http-equiv", "Content-Security-Policy"), Html.Attribute("content", $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css)))}'")),
                Html.Element("meta", Html.Attribute("name", "viewport"), Html.Attribute("content", "width=device-width, initial-scale=1")),
                Html.Element("meta", Html.Attribute("name", "color-scheme"), Html.Attribute("content", "light dark")),
                Html.Element("title", title),
                Html.Element("style", css)),
            Html.Element(
                "body",
                Html.Element("a", Html.Class("skip"), Html.Attribute("href", "#content"), "To the content"),
                Html.Element("header", Html.Heading(1, title), SummarySection.Of(facts, views)),
                Contents(parts),
                Html.Element("main", Html.Attribute("id", "content"), parts),
                Html.Element("footer", Html.P($"Made on {Show.Day(facts.MadeOn)} from data up to {Show.Day(facts.DataUntil)}. Model {facts.ModelName} {facts.ModelVersion}, sha256 ", Html.Element("code", facts.Sha256), "."), Html.P(LimitsSection.NotFor))));
    }

    private static XElement Horizon(HorizonView view)
    {
        var sections = OfHorizon.Select(section => section(view)).Where(section => section is not null);
        return Html.Section(view.Id("horizon"), 2, Title(view.HorizonDays), sections);
    }

    private static string Title(int horizonDays) => horizonDays switch
    {
        0 => "Who has left already (horizon 0 days)",
        1 => "One day ahead",
        _ => $"{horizonDays} days ahead",
    };

    /// <summary>Links to the headings of the second level and, below each, to those of the third.</summary>
    private static XElement Contents(List<XElement> parts)
    {
        return Html.Element("nav", Html.Attribute("aria-label", "Contents"), Html.Element("ul", parts.Select(Entry)));

        static XElement Entry(XElement section)
        {
            var heading = section.Elements().First(e => e.Attribute("id") is not null);
            var below = section.Elements(Html.Namespace + "section").Select(Entry).ToList();
            return Html.Element("li", Html.Element("a", Html.Attribute("href", $"#{heading.Attribute("id")!.Value}"), heading.Value), below.Count == 0 ? null : Html.Element("ul", below));
        }
    }

    private static string Style()
    {
        using var stream = typeof(EvaluationReport).Assembly.GetManifestResourceStream("Predictor.Risk.Reporting.report.css")
            ?? throw new InvalidOperationException("The style sheet of the report is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
