using Predictor.Care.Episodes;
using Xunit;
using static Predictor.Testing.Given;

namespace Predictor.Risk.Tests.Landmarks;

/// <summary>Hand-worked with 28 days of inactivity. A label is told as "value, known at".</summary>
public sealed class LabellerTests
{
    /// <summary>Sessions on 5 and 12 January, then a break that is known on 9 February, and a return on 2 March.</summary>
    private static readonly Episode Returning = Episode("2026-01-05", Attended("2026-01-05 10:00"), Attended("2026-01-12 10:00"), Attended("2026-03-02 10:00"));

    [Fact]
    public void A_client_who_leaves_within_the_horizon_is_positive_and_known_when_the_spell_is() =>
        Assert.Equal("1, 2026-02-09 10:00", Course.Of(Returning, "2026-06-01").Label("2026-01-05 10:00", horizonDays: 7));

    [Fact]
    public void The_edge_of_the_horizon_is_in()
    {
        var course = Course.Of(Returning, "2026-06-01");

        Assert.Equal("1, 2026-02-09 10:00", course.Label("2026-01-05 10:00", horizonDays: 7));
        Assert.Equal("0, 2026-01-12 10:00", course.Label("2026-01-05 09:59", horizonDays: 7));
    }

    /// <summary>Both leave after their third session. This is why the days to the next appointment may bear on the risk either way.</summary>
    [Fact]
    public void Of_two_clients_who_leave_after_as_many_sessions_the_one_with_longer_breaks_leaves_later()
    {
        var weekly = Episode("2026-01-05", Attended("2026-01-05 10:00"), Attended("2026-01-12 10:00"), Attended("2026-01-19 10:00"));
        var threeWeekly = Episode("2026-01-05", Attended("2026-01-05 10:00"), Attended("2026-01-26 10:00"), Attended("2026-02-16 10:00"));

        Assert.Equal("1, 2026-02-16 10:00", Course.Of(weekly, "2026-06-01").Label("2026-01-05 10:00", horizonDays: 28));
        Assert.Equal("0, 2026-02-16 10:00", Course.Of(threeWeekly, "2026-06-01").Label("2026-01-05 10:00", horizonDays: 28));
    }

    [Fact]
    public void With_horizon_0_a_client_is_positive_only_once_the_spell_has_begun()
    {
        var course = Course.Of(Returning, "2026-06-01");

        Assert.Equal("0, 2026-01-12 10:00", course.Label("2026-01-12 09:59", horizonDays: 0));
        Assert.Equal("1, 2026-02-09 10:00", course.Label("2026-01-12 10:00", horizonDays: 0));
        Assert.Equal("1, 2026-02-09 10:00", course.Label("2026-02-09 09:59", horizonDays: 0));
    }

    [Fact]
    public void A_client_who_stays_is_negative_and_known_at_the_first_session_after_the_horizon()
    {
        var episode = Episode("2026-01-05", Attended("2026-01-05 10:00"), Attended("2026-01-19 10:00"), Attended("2026-02-02 10:00"));

        Assert.Equal("0, 2026-02-02 10:00", Course.Of(episode, "2026-06-01").Label("2026-01-05 10:00", horizonDays: 14));
        Assert.Equal("0, 2026-01-19 10:00", Course.Of(episode, "2026-06-01").Label("2026-01-05 10:00", horizonDays: 13));
    }

    [Fact]
    public void A_session_recorded_late_makes_the_negative_known_late_unless_a_later_one_tells_first()
    {
        var late = Episode("2026-01-05", Attended("2026-01-05 10:00"), Attended("2026-01-19 10:00", statusAt: "2026-01-30 10:00"));

        Assert.Equal("0, 2026-01-30 10:00", Course.Of(late, "2026-06-01").Label("2026-01-05 10:00", horizonDays: 7));
        Assert.Equal("0, 2026-01-26 10:00", Course.Of(late with { Appointments = [.. late.Appointments, Attended("2026-01-26 10:00")] }, "2026-06-01").Label("2026-01-05 10:00", horizonDays: 7));
    }

    [Fact]
    public void A_negative_is_known_no_later_than_the_horizon_and_the_inactivity_limit()
    {
        var late = Episode("2026-01-05", Attended("2026-01-05 10:00"), Attended("2026-01-19 10:00", statusAt: "2026-04-30 10:00"));

        Assert.Equal("0, 2026-02-09 10:00", Course.Of(late, "2026-06-01").Label("2026-01-05 10:00", horizonDays: 7));
    }

    [Theory]
    [InlineData(EndReason.Completed)]
    [InlineData(EndReason.Mutual)]
    [InlineData(EndReason.Transferred)]
    [InlineData(EndReason.Moved)]
    [InlineData(EndReason.Died)]
    public void A_closing_end_makes_a_negative_known_when_it_is_recorded(EndReason reason)
    {
        var episode = Episode("2026-01-05", Attended("2026-01-05 10:00")) with { End = End("2026-01-20", reason, recordedAt: "2026-01-25 12:00") };

        Assert.Equal("0, 2026-01-25 12:00", Course.Of(episode, "2026-06-01").Label("2026-01-05 10:00", horizonDays: 28));
    }

    [Fact]
    public void A_client_who_said_so_is_positive_and_known_when_it_was_recorded_or_at_the_limit()
    {
        var episode = Episode("2026-01-05", Attended("2026-01-05 10:00"));

        Assert.Equal("1, 2026-01-21", Course.Of(episode with { End = End("2026-01-20", EndReason.ClientStopped) }, "2026-06-01").Label("2026-01-05 10:00", 0));
        Assert.Equal("1, 2026-02-02 10:00", Course.Of(episode with { End = End("2026-01-20", EndReason.ClientStopped, recordedAt: "2026-03-01") }, "2026-06-01").Label("2026-01-05 10:00", 0));
    }

    [Fact]
    public void An_administrative_end_leaves_it_to_inactivity() =>
        Assert.Equal("1, 2026-02-02 10:00", Course.Of(Episode("2026-01-05", Attended("2026-01-05 10:00")) with { End = End("2026-01-20", EndReason.Administrative) }, "2026-06-01").Label("2026-01-05 10:00", 0));

    [Fact]
    public void A_client_who_never_came_is_positive_from_a_horizon_before_the_first_appointment()
    {
        var episode = Episode("2026-01-05", Missed("2026-01-19 10:00", bookedAt: "2026-01-05 10:00"));

        Assert.Equal("0, 2026-02-15 10:00", Course.Of(episode, "2026-06-01").Label("2026-01-12 10:00", horizonDays: 6));
        Assert.Equal("1, 2026-02-16 10:00", Course.Of(episode, "2026-06-01").Label("2026-01-12 10:00", horizonDays: 7));
    }

    [Fact]
    public void A_cut_in_the_middle_of_the_window_censors_the_label()
    {
        var course = Course.Of(Returning, "2026-02-09 09:59");

        Assert.Equal("0, 2026-01-12 10:00", course.Label("2026-01-05 10:00", horizonDays: 0));
        Assert.Equal("1, censored", course.Label("2026-01-12 10:00", horizonDays: 0));
        Assert.Equal("1, 2026-02-09 10:00", Course.Of(Returning, "2026-02-09 10:00").Label("2026-01-12 10:00", horizonDays: 0));
    }

    [Fact]
    public void Of_several_spells_the_one_known_first_tells()
    {
        // Breaks from 12 January (known 9 February) and from 2 March (known 30 March).
        var course = Course.Of(Returning, "2026-06-01");

        Assert.Equal("1, 2026-02-09 10:00", course.Label("2026-01-12 10:00", horizonDays: 90));
        Assert.Equal("1, 2026-03-30 10:00", course.Label("2026-02-09 10:00", horizonDays: 90));
        Assert.Equal("0, 2026-03-02 10:00", course.Label("2026-02-09 10:00", horizonDays: 0));
    }

    [Fact]
    public void Not_yet_gone_are_the_rows_before_a_spell_begins_and_after_a_return_from_one()
    {
        var labeller = Course.Of(Returning with { Appointments = [.. Returning.Appointments, Attended("2026-03-09 10:00")] }, "2026-06-01").Labeller;

        Assert.True(labeller.IsNotYetGone(Ticks("2026-01-05 10:00")));
        Assert.False(labeller.IsNotYetGone(Ticks("2026-01-12 10:00")));
        Assert.False(labeller.IsNotYetGone(Ticks("2026-02-02 10:00")));
        Assert.True(labeller.IsNotYetGone(Ticks("2026-03-02 10:00")));
        Assert.False(labeller.IsNotYetGone(Ticks("2026-03-09 10:00")));
    }
}
