using System.Globalization;

namespace Predictor.Risk.Reasons;

/// <summary>Numbers, spans and days as they stand in sentences. One language, whatever the machine's.</summary>
internal static class Phrase
{
    /// <summary>Below half of what is shown, a change is none.</summary>
    private const double LeastShare = 0.005;

    /// <summary>A number with one decimal at most.</summary>
    public static string Number(double value) => (Math.Round(value, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary><c>1 session</c>, <c>3 sessions</c>.</summary>
    public static string Count(double value, string one, string many) => value == 1 ? $"1 {one}" : $"{Number(value)} {many}";

    /// <summary><c>once</c>, <c>3 times</c>.</summary>
    public static string Times(double value) => value == 1 ? "once" : $"{Number(value)} times";

    public static string Sessions(double value) => Count(value, "session", "sessions");

    public static string Appointments(double value) => Count(value, "appointment", "appointments");

    /// <summary>Days to the nearest: <c>less than a day</c>, <c>1 day</c>, <c>12 days</c>.</summary>
    public static string Days(double days) => Math.Round(days) < 1 ? "less than a day" : Count(Math.Round(days), "day", "days");

    /// <summary>Calendar days back: <c>today</c>, <c>yesterday</c>, <c>12 days ago</c>.</summary>
    public static string Ago(int days) => days switch
    {
        <= 0 => "today",
        1 => "yesterday",
        _ => $"{Number(days)} days ago",
    };

    /// <summary>Calendar days ahead: <c>today</c>, <c>tomorrow</c>, <c>in 12 days</c>.</summary>
    public static string Ahead(int days) => days switch
    {
        <= 0 => "today",
        1 => "tomorrow",
        _ => $"in {Number(days)} days",
    };

    /// <summary>Whole weeks, or days below two weeks.</summary>
    public static string Weeks(double weeks) => weeks < 2 ? Days(Math.Floor(weeks * 7)) : $"{Number(Math.Floor(weeks))} weeks";

    /// <summary>A share as a whole percentage.</summary>
    public static string Percent(double share) => $"{(Math.Round(share * 100) + 0.0).ToString("0", CultureInfo.InvariantCulture)} %";

    /// <summary>True for a change of a share that is shown as none.</summary>
    public static bool IsNothing(double share) => Math.Abs(share) < LeastShare;

    /// <summary>An amount in the clinic's currency, which the export does not name.</summary>
    public static string Money(double amount) => amount.ToString(Math.Abs(amount - Math.Round(amount)) < LeastShare ? "0" : "0.00", CultureInfo.InvariantCulture);

    /// <summary><c>23 February 2026</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
