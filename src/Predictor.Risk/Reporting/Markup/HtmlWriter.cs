using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Predictor.Risk.Reporting.Markup;

/// <summary>
/// Writes a page as HTML that is well-formed XML, too: browsers read it as HTML, and a strict parser can check it. Escaping is the XML writer's; what
/// no page should hold, it replaces here, in one place.
/// </summary>
internal static class HtmlWriter
{
    private const char Replacement = '\uFFFD';

    // HTML closes these itself and no others: an empty div written as <div/> would stay open.
    private static readonly HashSet<string> Void = ["br", "col", "hr", "meta"];

    public static void Write(Stream stream, XElement page)
    {
        foreach (var element in page.DescendantsAndSelf().ToList())
        {
            if (element.IsEmpty && element.Name.Namespace == Html.Namespace && !Void.Contains(element.Name.LocalName)) element.Value = "";
            foreach (var attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration)) attribute.Value = Clean(attribute.Value);
            foreach (var text in element.Nodes().OfType<XText>().ToList()) text.Value = Clean(text.Value);
        }

        stream.Write("<!DOCTYPE html>\n"u8);
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineHandling = NewLineHandling.None, CloseOutput = false }))
        {
            page.Save(writer);
        }

        stream.Write("\n"u8);
    }

    /// <summary>Text without control characters, halves of surrogate pairs, and marks that turn the direction of what follows them.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                clean.Append(text[i]).Append(text[++i]);
            else
                clean.Append(IsFit(text[i]) ? text[i] : Replacement);
        }

        return clean.ToString();
    }

    private static bool IsFit(char c) =>
        c is '\n' or '\t' || (!char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\uFFFE' or '\uFFFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')));
}
