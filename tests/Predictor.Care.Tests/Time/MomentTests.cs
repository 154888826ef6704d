using Predictor.Care.Time;
using Xunit;

namespace Predictor.Care.Tests.Time;

public sealed class MomentTests
{
    private static readonly Moment Day = ClinicCalendar.Utc.Day(new DateOnly(2024, 1, 8));
    private static readonly Moment DayAfter = ClinicCalendar.Utc.Day(new DateOnly(2024, 1, 9));

    [Fact]
    public void A_bare_day_is_known_at_its_end()
    {
        Assert.True(Day.IsDay);
        Assert.Equal(new DateTimeOffset(2024, 1, 9, 0, 0, 0, TimeSpan.Zero), Day.Known);
        Assert.Equal(new DateTime(2024, 1, 8).Ticks, Day.EarliestTicks);
    }

    [Fact]
    public void An_instant_is_known_at_once_whatever_its_offset()
    {
        var instant = Moment.At(new DateTimeOffset(2024, 1, 8, 10, 0, 0, TimeSpan.FromHours(2)));

        Assert.False(instant.IsDay);
        Assert.Equal(new DateTimeOffset(2024, 1, 8, 8, 0, 0, TimeSpan.Zero), instant.Known);
    }

    [Fact]
    public void A_day_is_surely_after_the_day_before_only()
    {
        Assert.True(DayAfter.IsSurelyAfter(Day));
        Assert.False(Day.IsSurelyAfter(DayAfter));
        Assert.False(Day.IsSurelyAfter(Day));
    }

    [Fact]
    public void A_day_and_an_instant_within_it_are_in_no_sure_order()
    {
        var first = Moment.At(Day.EarliestTicks);
        var last = Moment.At(Day.Ticks - 1);

        Assert.False(first.IsSurelyAfter(Day) || last.IsSurelyAfter(Day));
        Assert.False(Day.IsSurelyAfter(first) || Day.IsSurelyAfter(last));
        Assert.True(Moment.At(Day.Ticks).IsSurelyAfter(Day));
        Assert.True(Day.IsSurelyAfter(Moment.At(Day.EarliestTicks - 1)));
    }

    [Fact]
    public void Equal_instants_are_in_no_sure_order_and_a_tick_decides()
    {
        var instant = Moment.At(1_000);

        Assert.False(instant.IsSurelyAfter(instant));
        Assert.True(Moment.At(1_001).IsSurelyAfter(instant));
    }

    [Fact]
    public void Moments_are_ordered_by_when_they_are_known_then_by_their_earliest_instant()
    {
        var midnight = Moment.At(Day.Ticks);

        Assert.True(Day < midnight && midnight < DayAfter);
        Assert.True(midnight >= Day && Day <= midnight && DayAfter > midnight);
        Assert.Equal(0, Day.CompareTo(Day));
    }
}
