namespace Predictor.Risk.Features;

/// <summary>The units features are told in.</summary>
internal static class Unit
{
    public const string Count = "count";
    public const string Days = "days";
    public const string Weeks = "weeks";
    public const string Share = "share (0-1)";
    public const string YesNo = "0 or 1";
    public const string Range = "share of range (0-1)";
    public const string RangePerWeek = "share of range per week";
    public const string ReliableChange = "reliable changes";
    public const string Points = "points";
    public const string Money = "currency";
    public const string Ratio = "ratio";
    public const string PerWeek = "per week";
    public const string Years = "years";
    public const string Kilometres = "km";
    public const string Minutes = "minutes";
    public const string Category = "category";
    public const string AsGiven = "as given";
}
