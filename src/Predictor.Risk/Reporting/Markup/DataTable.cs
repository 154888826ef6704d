using System.Xml.Linq;

namespace Predictor.Risk.Reporting.Markup;

/// <summary>A table with a caption and headers of rows and columns. Where it is wider than the page it scrolls by itself, by keyboard too.</summary>
internal sealed class DataTable(string caption, params string[] columns)
{
    private readonly List<XElement> _rows = [];

    public DataTable Row(string head, params object?[] cells)
    {
        if (cells.Length != columns.Length - 1) throw new ArgumentException($"Row '{head}' of table '{caption}' has {cells.Length} cells; expected {columns.Length - 1}.", nameof(cells));
        _rows.Add(Html.Element("tr", Html.Element("th", Html.Attribute("scope", "row"), head), cells.Select(c => Html.Element("td", c))));
        return this;
    }

    /// <summary>A row of which nothing but its name is told, and why.</summary>
    public DataTable Row(string head, string why)
    {
        _rows.Add(Html.Element("tr", Html.Element("th", Html.Attribute("scope", "row"), head), Html.Element("td", Html.Attribute("colspan", columns.Length - 1), Html.Class("why"), why)));
        return this;
    }

    public XElement ToHtml() => Html.Element(
        "div",
        Html.Class("scroll"),
        Html.Attribute("role", "region"),
        Html.Attribute("tabindex", 0),
        Html.Attribute("aria-label", caption),
        Html.Element(
            "table",
            Html.Element("caption", caption),
            Html.Element("thead", Html.Element("tr", columns.Select(c => Html.Element("th", Html.Attribute("scope", "col"), c)))),
            Html.Element("tbody", _rows)));
}
