using System.Globalization;

namespace Predictor.Simulation;

/// <summary>Simulated time in whole minutes.</summary>
internal static class Clock
{
    public const int Hour = 60;
    public const int Day = 24 * Hour;
    public const int Week = 7 * Day;

    /// <summary>Far before any event.</summary>
    public const int Never = int.MinValue / 2;

    /// <summary>Minute 0: a Monday.</summary>
    public static DateTime Epoch { get; } = new(2023, 1, 2, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The end of the data: three years later.</summary>
    public static int Cut { get; } = (int)(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) - Epoch).TotalMinutes;

    public static int DayOf(int minute) => (int)Math.Floor((double)minute / Day);

    public static string Instant(int minute) => Epoch.AddMinutes(minute).ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    public static string Date(int minute) => Epoch.AddMinutes(minute).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
