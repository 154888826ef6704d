using System.Xml.Linq;

namespace Predictor.Risk.Reporting.Markup;

/// <summary>Makes elements of HTML. Strings among the content become text, never markup.</summary>
internal static class Html
{
    public static readonly XNamespace Namespace = "http://www.w3.org/1999/xhtml";

    public static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    public static XAttribute Attribute(string name, object value) => new(name, value);

    public static XAttribute Class(string name) => new("class", name);

    public static XElement P(params object?[] content) => Element("p", content);

    public static XElement List(params IEnumerable<object?> items) => Element("ul", items.Where(i => i is not null).Select(i => Element("li", i)));

    public static XElement Heading(int level, params object?[] content) => Element(level switch
    {
        1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "A heading is of level 1 to 4."),
    }, content);

    /// <summary>A section with its heading.</summary>
    public static XElement Section(string id, int level, string heading, params object?[] content) =>
        Element("section", Attribute("aria-labelledby", id), Heading(level, Attribute("id", id), heading), content);
}
