using System.Globalization;
using System.Text;

namespace Predictor.Trees.Formats;

/// <summary>Text of a file as a message may quote it: its beginning, on one line, with all that would not be seen written out.</summary>
internal static class FileText
{
    private const int Longest = 80;

    /// <summary>Bytes that are text in UTF-8, or are not.</summary>
    public static string Told(ReadOnlySpan<byte> text)
    {
        var end = Math.Min(text.Length, Longest);
        // Not through the middle of a character.
        while (end < text.Length && end > Longest - 4 && (text[end] & 0xc0) == 0x80) end--;
        return Visible(Encoding.UTF8.GetString(text[..end]), end < text.Length);
    }

    /// <param name="text">The text.</param>
    /// <param name="longest">How many characters are quoted at most.</param>
    public static string Told(string text, int longest = Longest)
    {
        var end = Math.Min(text.Length, longest);
        if (end < text.Length && char.IsHighSurrogate(text[end - 1])) end--;
        return Visible(text[..end], end < text.Length);
    }

    private static string Visible(string text, bool isCut)
    {
        var told = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsVisible(rune)) told.Append(rune.ToString());
            else told.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
        }

        return told.Append(isCut ? "..." : "").ToString();
    }

    // A sign that turns the direction of writing makes a message say what it does not.
    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
