using System.Buffers;
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

    /// <summary>Whether a text is UTF-8 and all of it can be seen, as of a name: it is quoted wherever its column is spoken of.</summary>
    public static bool IsVisible(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(text, out var rune, out var length) != OperationStatus.Done || !IsVisible(rune)) return false;
            text = text[length..];
        }

        return true;
    }

    /// <inheritdoc cref="IsVisible(ReadOnlySpan{byte})"/>
    public static bool IsVisible(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsVisible(rune)) return false;
        }

        return true;
    }

    /// <summary>Whether a character can be seen. One that turns the direction of writing makes a message say what it does not.</summary>
    public static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

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
}
