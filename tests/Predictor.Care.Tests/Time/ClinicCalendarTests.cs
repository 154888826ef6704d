using Predictor.Care.Time;
using Xunit;

namespace Predictor.Care.Tests.Time;

public sealed class ClinicCalendarTests
{
    private static readonly ClinicCalendar Berlin = Find("Europe/Berlin");

    [Theory]
    [InlineData(2024, 3, 30, 24)]
    [InlineData(2024, 3, 31, 23)]
    [InlineData(2024, 10, 27, 25)]
    public void A_day_is_as_long_as_it_is_in_the_zone(int year, int month, int day, int hours)
    {
        var moment = Berlin.Day(new DateOnly(year, month, day));

        Assert.Equal(TimeSpan.FromHours(hours), TimeSpan.FromTicks(moment.Ticks - moment.EarliestTicks));
    }

    [Fact]
    public void The_next_day_begins_where_a_day_ends()
    {
        for (var day = new DateOnly(2024, 1, 1); day.Year == 2024; day = day.AddDays(1))
        {
            Assert.Equal(Berlin.Day(day).Ticks, Berlin.Day(day.AddDays(1)).EarliestTicks);
            Assert.Equal(day, Berlin.DayOf(Berlin.Day(day)));
        }
    }

    [Theory]
    [InlineData("2024-03-30T10:00:00+01:00", 1, "2024-03-31T10:00:00+02:00")]
    [InlineData("2024-10-20T10:00:00+02:00", 7, "2024-10-27T10:00:00+01:00")]
    [InlineData("2024-02-10T10:00:00+01:00", 50, "2024-03-31T10:00:00+02:00")]
    [InlineData("2024-03-30T02:30:00+01:00", 1, "2024-03-31T03:00:00+02:00")]
    public void Days_later_is_the_same_time_of_day_across_summer_time_and_the_first_instant_after_a_gap(string from, int days, string to)
    {
        Assert.Equal(DateTimeOffset.Parse(to).UtcTicks, Berlin.AddDays(DateTimeOffset.Parse(from).UtcTicks, days));
    }

    [Fact]
    public void Days_later_in_UTC_are_24_hours_each()
    {
        Assert.Equal(42 * TimeSpan.TicksPerDay, ClinicCalendar.Utc.AddDays(0, 42));
    }

    [Fact]
    public void Midnight_that_summer_time_skips_is_the_first_instant_after_the_gap()
    {
        // In Beirut the clocks went from midnight to one o'clock on 31 March 2024.
        var day = Find("Asia/Beirut").Day(new DateOnly(2024, 3, 31));

        Assert.Equal(new DateTimeOffset(2024, 3, 30, 22, 0, 0, TimeSpan.Zero).Ticks, day.EarliestTicks);
        Assert.Equal(TimeSpan.FromHours(23), TimeSpan.FromTicks(day.Ticks - day.EarliestTicks));
    }

    [Fact]
    public void Wall_clock_time_is_that_of_the_zone()
    {
        var instant = new DateTimeOffset(2024, 7, 1, 22, 30, 0, TimeSpan.Zero);

        Assert.Equal(new DateTime(2024, 7, 2, 0, 30, 0), Berlin.Local(instant.UtcTicks));
        Assert.Equal(new DateOnly(2024, 7, 2), Berlin.DayOf(Moment.At(instant)));
        Assert.Equal(new DateTime(2024, 7, 1, 22, 30, 0), ClinicCalendar.Utc.Local(instant.UtcTicks));
    }

    [Fact]
    public void An_unknown_zone_is_not_found()
    {
        Assert.False(ClinicCalendar.TryFind("Europe/Atlantis", out var calendar));
        Assert.Null(calendar);
        Assert.Equal("Europe/Berlin", Berlin.ZoneId);
    }

    private static ClinicCalendar Find(string zone)
    {
        Assert.True(ClinicCalendar.TryFind(zone, out var calendar));
        return calendar!;
    }
}
