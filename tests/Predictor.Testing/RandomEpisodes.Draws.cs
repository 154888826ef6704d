using Predictor.Care.Time;

namespace Predictor.Testing;

/// <content>The draws that records are made of.</content>
public sealed partial class RandomEpisodes
{
    private bool Chance(double share) => _random.NextDouble() < share;

    /// <summary>Never, always or anything in between.</summary>
    private double Rate() => _random.Next(4) switch { 0 => 0, 1 => 1, _ => _random.NextDouble() };

    private T OneOf<T>(params T[] values) => values[_random.Next(values.Length)];

    private T Any<T>()
        where T : struct, Enum => OneOf(Enum.GetValues<T>());

    private T? Maybe<T>(double share, Func<T> draw)
        where T : struct => Chance(share) ? draw() : null;

    private string? MaybeText(double share, params string[] values) => Chance(share) ? OneOf(values) : null;

    /// <summary>Null where this is not recorded; else up to so many records, often none or few.</summary>
    private T[]? List<T>(double recorded, int most, Func<T> draw) =>
        Chance(recorded) ? [.. Enumerable.Range(0, _random.Next(most + 1)).Select(_ => draw())] : null;

    private Dictionary<string, string> Attributes(params (string Column, string[] Values)[] columns) =>
        columns.Where(_ => Chance(0.7)).ToDictionary(c => c.Column, c => OneOf(c.Values));

    private Moment AnyTime(int day) => Chance(0.4) ? Day(day) : Instant(day);

    private Moment Day(int day) => _calendar.Day(FirstDay.AddDays(day));

    private Moment Instant(int day) => Moment.At(Day(day).EarliestTicks + (OneOf(Hours) * TimeSpan.TicksPerHour));
}
