using System.Globalization;
using System.Xml.Linq;

namespace Predictor.Risk.Reporting.Plots;

/// <summary>Makes elements of SVG. Colours are classes of the page's style sheet, so that a plot follows the page from light to dark.</summary>
internal static class Svg
{
    public static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    /// <summary>A whole plot that says what it is.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="width">In units of the plot; about one pixel on a phone.</param>
    /// <param name="height">The same.</param>
    /// <param name="title">Its name.</param>
    /// <param name="description">What is to be seen, for whoever does not see it.</param>
    /// <param name="content">Its elements.</param>
    public static XElement Root(string id, double width, double height, string title, string description, params object?[] content) => new(
        Namespace + "svg",
        new XAttribute("id", id),
        new XAttribute("viewBox", $"0 0 {Number(width)} {Number(height)}"),
        new XAttribute("role", "img"),
        new XAttribute("aria-labelledby", $"{id}-title {id}-desc"),
        new XElement(Namespace + "title", new XAttribute("id", $"{id}-title"), title),
        new XElement(Namespace + "desc", new XAttribute("id", $"{id}-desc"), description),
        content);

    public static XElement Line(double x1, double y1, double x2, double y2, string style) => new(
        Namespace + "line", Place("x1", x1), Place("y1", y1), Place("x2", x2), Place("y2", y2), new XAttribute("class", style));

    public static XElement Rectangle(double x, double y, double width, double height, string style) => new(
        Namespace + "rect", Place("x", x), Place("y", y), Place("width", width), Place("height", height), new XAttribute("class", style));

    public static XElement Circle(double x, double y, double radius, string style) => new(
        Namespace + "circle", Place("cx", x), Place("cy", y), Place("r", radius), new XAttribute("class", style));

    public static XElement Path(IEnumerable<(double X, double Y)> points, string style, bool isClosed = false) => new(
        Namespace + "path", new XAttribute("d", "M" + string.Join('L', points.Select(p => $"{Number(p.X)} {Number(p.Y)}")) + (isClosed ? "Z" : "")), new XAttribute("class", style));

    /// <param name="x">Where it is anchored.</param>
    /// <param name="y">The base line.</param>
    /// <param name="text">What it says.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="style">A class of the style sheet.</param>
    public static XElement Text(double x, double y, string text, string anchor = "start", string style = "label") => new(
        Namespace + "text", Place("x", x), Place("y", y), new XAttribute("text-anchor", anchor), new XAttribute("class", style), text);

    /// <summary>Text that fits on a line of so many characters.</summary>
    public static string Short(string text, int most)
    {
        var runes = text.EnumerateRunes().ToList();
        return runes.Count <= most ? text : string.Concat(runes.Take(most - 1)) + "…";
    }

    /// <summary>A number of the plane: a hundredth of a pixel is enough.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static XAttribute Place(string name, double value) => new(name, Number(value));
}
