using System.Globalization;
using System.Xml.Linq;
using Predictor.Risk.Evaluation;

namespace Predictor.Risk.Reporting.Markup;

/// <summary>Numbers for people. In tables each carries its exact value, for whoever takes the page apart.</summary>
internal static class Show
{
    public const string None = "–";

    /// <summary>The name of a missing figure of a small group.</summary>
    public const string TooFew = "too few clients";

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Figure(double value) => Number(value, "0.000");

    /// <summary>With a minus and not a hyphen.</summary>
    public static string Number(double value, string format) => value.ToString($"{format};−{format};{format}", CultureInfo.InvariantCulture);

    /// <summary>With its sign, as gains and contributions are told.</summary>
    public static string Signed(double value, string format = "0.000") => value.ToString($"+{format};−{format};{format}", CultureInfo.InvariantCulture);

    public static string Percent(double share, int decimals = 0) => (share * 100).ToString(decimals == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " %";

    public static string Days(double days) => days.ToString("0.#", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A figure as a cell.</summary>
    public static object Cell(double? value, Func<double, string> show) => value is { } known ? Data(known, show(known)) : None;

    /// <summary>A figure with its interval as a cell.</summary>
    public static object Cell(double? value, ConfidenceInterval? interval, Func<double, string> show) => (value, interval) switch
    {
        ({ } known, { } ci) => new object[] { Data(known, show(known)), " (", Data(ci.Lower, show(ci.Lower)), " to ", Data(ci.Upper, show(ci.Upper)), ")" },
        _ => Cell(value, show),
    };

    /// <summary>A count as a cell.</summary>
    public static object Cell(int count) => Data(count, Count(count));

    private static XElement Data(double value, string text) => Html.Element("data", Html.Attribute("value", value.ToString("R", CultureInfo.InvariantCulture)), text);
}
