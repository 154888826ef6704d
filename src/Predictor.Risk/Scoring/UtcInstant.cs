using System.Globalization;

namespace Predictor.Risk.Scoring;

/// <summary>Instants as text.</summary>
public static class UtcInstant
{
    /// <summary>ISO 8601 in UTC with a Z, and with fractions of a second only where there are any.</summary>
    public static string Text(long utcTicks) => new DateTime(utcTicks, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
