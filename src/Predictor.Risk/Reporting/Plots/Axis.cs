using System.Globalization;

namespace Predictor.Risk.Reporting.Plots;

/// <summary>A linear scale from numbers to places on a plot.</summary>
/// <param name="From">The number at the start.</param>
/// <param name="To">The number at the end, above <paramref name="From"/>.</param>
/// <param name="Title">What the numbers are.</param>
/// <param name="Show">How they are told.</param>
internal sealed record Axis(double From, double To, string Title, Func<double, string> Show)
{
    private const int TicksWished = 5;

    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    /// <summary>Round numbers on the axis, both ends among them where they are round.</summary>
    public IReadOnlyList<double> Ticks
    {
        get
        {
            var step = Step(To - From);
            var ticks = new List<double>();
            // Counted, so that rounding does not add up; and minus zero, which Ceiling may give, becomes zero.
            for (var k = Math.Ceiling((From / step) - 1e-9); k * step <= To + (1e-9 * step); k++) ticks.Add(Math.Round(k * step, 10) + 0.0);
            return ticks;
        }
    }

    /// <summary>Where a number stands between two places; numbers beyond the axis stand at its ends.</summary>
    public double Place(double value, double start, double end) => start + ((Math.Clamp(value, From, To) - From) / (To - From) * (end - start));

    /// <summary>An axis over some numbers, widened to round ends.</summary>
    public static Axis Over(IEnumerable<double> values, string title, Func<double, string> show)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (!(high - low > 1e-6)) (low, high) = double.IsFinite(low) ? (low - 0.5, high + 0.5) : (0, 1);
        var step = Step(high - low);
        return new Axis(Math.Round(Math.Floor((low / step) + 1e-9) * step, 10), Math.Round(Math.Ceiling((high / step) - 1e-9) * step, 10), title, show);
    }

    /// <summary>Shares as whole percentages, or with a decimal where ticks are closer.</summary>
    public static Axis OfShares(double from, double to, string title) =>
        new(from, to, title, value => (value * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %");

    private static double Step(double range)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(range / TicksWished)));
        return Steps.First(s => s * power * TicksWished >= range * (1 - 1e-9)) * power;
    }
}
