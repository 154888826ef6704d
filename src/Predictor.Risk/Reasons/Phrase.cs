using System.Globalization;

namespace Predictor.Risk.Reasons;

/// <summary>Numbers, spans and days as they stand in sentences. One language, whatever the machine's.</summary>
internal static class Phrase
{
    /// <summary>A number with one decimal at most.</summary>
    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary><c>1 session</c>, <c>3 sessions</c>.</summary>
    public static string Count(double value, string one, string many) => value == 1 ? $"1 {one}" : $"{Number(value)} {many}";

    public static string Sessions(double value) => Count(value, "session", "sessions");

    public static string Appointments(double value) => Count(value, "appointment", "appointments");

    /// <summary>Whole days: <c>less than a day</c>, <c>1 day</c>, <c>12 days</c>. What is not over is not counted.</summary>
    public static string Days(double days) => days < 1 ? "less than a day" : Count(Math.Floor(days), "day", "days");

    /// <summary>Days that are an average, to the nearest.</summary>
    public static string AboutDays(double days) => Math.Round(days) < 1 ? "less than a day" : Count(Math.Round(days), "day", "days");

    /// <summary>Whole weeks, or days below two weeks.</summary>
    public static string Weeks(double weeks) => weeks < 2 ? Days(weeks * 7) : $"{Number(Math.Floor(weeks))} weeks";

    /// <summary>A share as a whole percentage.</summary>
    public static string Percent(double share) => $"{Math.Round(share * 100).ToString("0", CultureInfo.InvariantCulture)} %";

    /// <summary>An amount in the clinic's currency, which the export does not name.</summary>
    public static string Money(double amount) => amount.ToString(amount == Math.Floor(amount) ? "0" : "0.00", CultureInfo.InvariantCulture);

    /// <summary><c>23 February 2026</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>With the day behind it where there is one.</summary>
    public static string On(string text, string? day) => day is null ? text : $"{text}, on {day}";
}
