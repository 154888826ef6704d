using System.Globalization;
using Predictor.Risk.Packaging;

namespace Predictor.Training.Options;

/// <summary>The horizons of a curve, as <c>--horizons</c> gives them.</summary>
internal static class HorizonsOption
{
    private const string All = "all";

    /// <summary>The horizons in days, ascending.</summary>
    /// <exception cref="UsageException">One is no number, or the model has no such curve.</exception>
    public static IReadOnlyList<int> Parse(string text, ModelPackage package)
    {
        int[] days = text == All ? [.. package.Heads.Select(h => h.HorizonDays)] : [.. text.Split(',').Select(Days)];
        if (package.WhyNoCurve(days) is { } why) throw new UsageException($"--horizons: {why}");
        return [.. days.Distinct().Order()];

        static int Days(string part) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UsageException($"--horizons: '{part}' is no number of days; expected {All}, or whole numbers with commas, such as 0,28.");
    }
}
