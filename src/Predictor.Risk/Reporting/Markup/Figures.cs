using System.Xml.Linq;

namespace Predictor.Risk.Reporting.Markup;

/// <summary>A plot with what it shows in words, and its numbers as a table below.</summary>
internal static class Figures
{
    /// <param name="svg">The plot.</param>
    /// <param name="key">What its lines are: a class of the style sheet with its name each.</param>
    /// <param name="caption">What is to be seen.</param>
    /// <param name="table">The numbers.</param>
    /// <param name="isOpen">Whether the table shows at once, and in print.</param>
    public static XElement Of(XElement svg, IReadOnlyList<(string Class, string Name)> key, string caption, DataTable table, bool isOpen = false) => Html.Element(
        "figure",
        svg,
        key.Count == 0 ? null : Html.Element("ul", Html.Class("key"), Html.Attribute("aria-hidden", "true"), key.Select(k => Html.Element("li", Html.Element("span", Html.Class($"swatch {k.Class}")), k.Name))),
        Html.Element("figcaption", caption),
        Html.Element("details", isOpen ? Html.Attribute("open", "") : null, Html.Element("summary", "The numbers of this plot"), table.ToHtml()));

    /// <summary>Plots beside each other where the page is wide.</summary>
    public static XElement Beside(params XElement[] figures) => Html.Element("div", Html.Class("beside"), figures);
}
