namespace Predictor.Care.Time;

/// <summary>
/// The calendar of the clinic's zone. Spans that the outcome counts in days (inactivity, horizon, weekly landmarks) are calendar days
/// here, so that "42 days later" stays the same time of day across a change to or from summer time.
/// </summary>
public sealed class ClinicCalendar
{
    private readonly TimeZoneInfo _zone;
    private readonly bool _isUtc;

    /// <param name="zone">The clinic's zone, in which bare dates, evenings and weekends are read.</param>
    public ClinicCalendar(TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        _zone = zone;
        _isUtc = zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime;
    }

    /// <summary>The calendar of UTC, the default zone.</summary>
    public static ClinicCalendar Utc { get; } = new(TimeZoneInfo.Utc);

    /// <summary>The identifier of the zone, as given.</summary>
    public string ZoneId => _zone.Id;

    /// <summary>Finds a zone by its IANA or Windows identifier.</summary>
    /// <returns>False where no such zone is known on this machine.</returns>
    public static bool TryFind(string zoneId, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ClinicCalendar? calendar)
    {
        calendar = TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var zone) ? new ClinicCalendar(zone) : null;
        return calendar is not null;
    }

    /// <summary>The whole of a day: from its first tick to the first tick of the next.</summary>
    public Moment Day(DateOnly day)
    {
        var start = day.ToDateTime(TimeOnly.MinValue);
        return new Moment(ToUtc(start), ToUtc(start.AddDays(1)));
    }

    /// <summary>The same time of day a number of calendar days later, in UTC ticks.</summary>
    public long AddDays(long utcTicks, int days)
    {
        // No days later is the same instant, also in the hour that autumn repeats.
        if (_isUtc || days == 0) return utcTicks + (days * TimeSpan.TicksPerDay);
        return ToUtc(Local(utcTicks).AddDays(days));
    }

    /// <summary>The wall-clock time in the clinic's zone.</summary>
    public DateTime Local(long utcTicks)
    {
        var utc = new DateTime(utcTicks, DateTimeKind.Utc);
        return _isUtc ? DateTime.SpecifyKind(utc, DateTimeKind.Unspecified) : DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(utc, _zone), DateTimeKind.Unspecified);
    }

    /// <summary>The calendar day a moment falls on; a bare day is itself.</summary>
    public DateOnly DayOf(Moment moment) => DateOnly.FromDateTime(Local(moment.EarliestTicks));

    private long ToUtc(DateTime local)
    {
        if (_isUtc) return local.Ticks;
        // A wall-clock time that summer time skips does not exist: take the first instant after the gap.
        while (_zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        return local.Ticks - _zone.GetUtcOffset(local).Ticks;
    }
}
