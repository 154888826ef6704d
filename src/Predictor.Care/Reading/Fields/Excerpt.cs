using System.Text;

namespace Predictor.Care.Reading.Fields;

/// <summary>Values as they are shown in problems.</summary>
public static class Excerpt
{
    private const int MaximumLength = 80;

    /// <summary>The text, cut after 80 characters; bytes that are not UTF-8 and control characters show as U+FFFD.</summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        // A character takes four bytes at most, so this many bytes are enough for the excerpt.
        var shown = utf8[..Math.Min(utf8.Length, 4 * (MaximumLength + 1))];
        return Of(Encoding.UTF8.GetString(shown));
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{byte})"/>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = text.Length <= MaximumLength ? text : text[..MaximumLength] + "…";
        // A terminal would obey control characters.
        return shown.Any(IsCommand) ? string.Concat(shown.Select(c => IsCommand(c) ? '\uFFFD' : c)) : shown;
    }

    private static bool IsCommand(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');
}
