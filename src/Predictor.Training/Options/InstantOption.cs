using System.Globalization;
using Predictor.Care.Time;

namespace Predictor.Training.Options;

/// <summary>Options that name an instant: a bare day means its end, as everywhere.</summary>
internal static class InstantOption
{
    private static readonly string[] WithOffset = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The instant in UTC ticks.</summary>
    /// <exception cref="UsageException">The text is neither a day nor a date-time with an offset.</exception>
    public static long Parse(string option, string text, ClinicCalendar calendar)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return calendar.Day(day).Ticks;
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        if (hasOffset && DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)) return instant.UtcTicks;
        throw new UsageException($"{option}: '{text}' is no time; expected a day such as 2026-03-02 or a date-time with its offset such as 2026-03-02T09:00:00Z.");
    }
}
