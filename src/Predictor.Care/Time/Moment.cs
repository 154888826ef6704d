namespace Predictor.Care.Time;

/// <summary>
/// A point in time as an export tells it: either an exact instant or a bare day.
/// What a bare day tells is known at that day's end (in the clinic's zone), so the latest tick is the one that counts for the as-of rule.
/// </summary>
/// <param name="EarliestTicks">UTC ticks (100 ns) of the instant, or of the first tick of the bare day.</param>
/// <param name="Ticks">UTC ticks of the instant, or of the end of the bare day (the next midnight): when it is known.</param>
public readonly record struct Moment(long EarliestTicks, long Ticks) : IComparable<Moment>
{
    /// <summary>An exact instant.</summary>
    public static Moment At(long utcTicks) => new(utcTicks, utcTicks);

    /// <summary>An exact instant; the offset only says how to reach UTC.</summary>
    public static Moment At(DateTimeOffset instant) => At(instant.UtcTicks);

    /// <summary>True where only the day is known, not the time of day.</summary>
    public bool IsDay => EarliestTicks != Ticks;

    /// <summary>The instant from which this is known, in UTC.</summary>
    public DateTimeOffset Known => new(Ticks, TimeSpan.Zero);

    /// <summary>
    /// True only if every instant this may stand for comes after every instant the other may stand for. The end of a bare day is
    /// the first tick of the next one and no part of it, so the day after is surely after, and two equal instants are not.
    /// </summary>
    public bool IsSurelyAfter(Moment other) => EarliestTicks > other.Ticks || (EarliestTicks == other.Ticks && other.IsDay);

    /// <summary>Orders by when it is known, then by the earliest instant it may stand for.</summary>
    public int CompareTo(Moment other)
    {
        var byKnown = Ticks.CompareTo(other.Ticks);
        return byKnown != 0 ? byKnown : EarliestTicks.CompareTo(other.EarliestTicks);
    }

    public static bool operator <(Moment left, Moment right) => left.CompareTo(right) < 0;

    public static bool operator >(Moment left, Moment right) => left.CompareTo(right) > 0;

    public static bool operator <=(Moment left, Moment right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Moment left, Moment right) => left.CompareTo(right) >= 0;
}
