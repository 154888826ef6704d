using System.Text;

namespace Predictor.Api.CdsHooks.Cards;

/// <summary>Puts text into Markdown (CommonMark with GitHub's extensions) so that it shows as it is: no emphasis, link, picture, list or HTML comes of it.</summary>
internal static class Markdown
{
    /// <summary>The text as one line of Markdown.</summary>
    public static string Escape(string text)
    {
        var line = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp)
            {
                line.Append(rune.ToString());
                continue;
            }

            var c = (char)rune.Value;
            if (c == ' ' && line.Length == 0) continue;
            if (char.IsControl(c) || c is '\u2028' or '\u2029') line.Append(line.Length == 0 ? "" : " ");
            // Also for a display that does not read Markdown, but HTML.
            else if (c == '&') line.Append("&amp;");
            else if (c == '<') line.Append("&lt;");
            else if (c == '>') line.Append("&gt;");
            else if ("\\`*_{}[]#|~!@".Contains(c, StringComparison.Ordinal)) line.Append('\\').Append(c);
            // Addresses become links of themselves.
            else if (c == '/' && line.Length > 0 && line[^1] == ':') line.Insert(line.Length - 1, '\\').Append(c);
            else if (c == '.' && EndsWithWww(line)) line.Append('\\').Append(c);
            // At the beginning of a line these begin a list or a heading.
            else if (c is '-' or '+' or '=' && line.Length == 0) line.Append('\\').Append(c);
            else if (c is '.' or ')' && line.Length > 0 && IsNumber(line)) line.Append('\\').Append(c);
            else line.Append(c);
        }

        return line.ToString().TrimEnd();
    }

    private static bool EndsWithWww(StringBuilder line) => line.Length >= 3 && line.ToString(line.Length - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase);

    private static bool IsNumber(StringBuilder line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (!char.IsAsciiDigit(line[i])) return false;
        }

        return true;
    }
}
