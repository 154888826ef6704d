using Predictor.Care.Episodes;
using Predictor.Care.Outcome;
using Predictor.Care.Time;
using Predictor.Testing;
using Xunit;
using static Predictor.Testing.Given;

namespace Predictor.Care.Tests.Outcome;

/// <summary>Hand-worked with 28 days of inactivity. A spell is told as "anchor, known, return".</summary>
public sealed class GoneSpellsTests
{
    private static readonly OutcomeOptions Options = new() { InactivityDays = 28 };

    [Fact]
    public void A_client_who_comes_within_the_limit_is_not_gone_in_between() =>
        Assert.Equal(["2026-02-02 10:00, 2026-03-02 10:00, never"], Spells(Episode("2026-01-05", Attended("2026-01-05 10:00"), Attended("2026-02-02 10:00"))));

    [Fact]
    public void A_minute_past_the_limit_makes_a_spell_that_ends_with_the_return() =>
        Assert.Equal(
            ["2026-01-05 10:00, 2026-02-02 10:00, 2026-02-02 10:01", "2026-02-02 10:01, 2026-03-02 10:01, never"],
            Spells(Episode("2026-01-05", Attended("2026-01-05 10:00"), Attended("2026-02-02 10:01"))));

    [Fact]
    public void Several_breaks_are_several_spells() =>
        Assert.Equal(
            ["2026-01-05 10:00, 2026-02-02 10:00, 2026-03-02 10:00", "2026-03-09 10:00, 2026-04-06 10:00, 2026-05-04 10:00", "2026-05-04 10:00, 2026-06-01 10:00, never"],
            Spells(Episode("2026-01-05", Attended("2026-01-05 10:00"), Attended("2026-03-02 10:00"), Attended("2026-03-09 10:00"), Attended("2026-05-04 10:00"))));

    [Fact]
    public void Missed_and_cancelled_sessions_do_not_keep_a_client() =>
        Assert.Equal(
            ["2026-01-05 10:00, 2026-02-02 10:00, never"],
            Spells(Episode("2026-01-05", Attended("2026-01-05 10:00"), Missed("2026-01-12 10:00"), Cancelled("2026-01-19 10:00", CancelledBy.Client), Booked("2026-01-26 10:00"))));

    [Fact]
    public void A_client_who_never_came_is_gone_from_the_first_appointment() =>
        Assert.Equal(["2026-01-12 10:00, 2026-02-09 10:00, never"], Spells(Episode("2026-01-05", Missed("2026-01-12 10:00"), Missed("2026-01-19 10:00"))));

    [Fact]
    public void A_client_who_came_late_to_a_first_session_was_gone_until_then() =>
        Assert.Equal(
            ["2026-01-05 10:00, 2026-02-02 10:00, 2026-02-09 10:00", "2026-02-09 10:00, 2026-03-09 10:00, never"],
            Spells(Episode("2026-01-05", Missed("2026-01-05 10:00"), Attended("2026-02-09 10:00"))));

    [Fact]
    public void Without_an_anchor_there_is_no_spell() =>
        Assert.Empty(Spells(Episode("2026-01-05", Cancelled("2026-01-12 10:00", CancelledBy.Clinic))));

    [Theory]
    [InlineData(EndReason.Completed)]
    [InlineData(EndReason.Mutual)]
    [InlineData(EndReason.Transferred)]
    [InlineData(EndReason.Moved)]
    [InlineData(EndReason.Died)]
    public void A_closing_end_within_the_limit_is_no_dropout(EndReason reason) =>
        Assert.Empty(Spells(Episode("2026-01-05", Attended("2026-01-05 10:00")) with { End = End("2026-01-20", reason) }));

    [Fact]
    public void A_closing_end_counts_at_both_edges_of_the_window()
    {
        var episode = Episode("2026-01-05", Attended("2026-01-05 10:00"));

        Assert.Empty(Spells(episode with { End = End("2026-01-05 10:00", EndReason.Completed) }));
        Assert.Empty(Spells(episode with { End = End("2026-02-02 10:00", EndReason.Completed) }));
        Assert.Single(Spells(episode with { End = End("2026-02-02 10:01", EndReason.Completed) }));
    }

    [Fact]
    public void A_closing_end_lies_where_care_ended_not_where_it_was_recorded() =>
        Assert.Empty(Spells(Episode("2026-01-05", Attended("2026-01-05 10:00")) with { End = End("2026-01-20", EndReason.Completed, recordedAt: "2026-06-01") }));

    [Fact]
    public void A_closing_end_before_the_first_appointment_is_no_dropout() =>
        Assert.Empty(Spells(Episode("2026-01-05", Cancelled("2026-01-20 10:00", CancelledBy.Client)) with { End = End("2026-01-12", EndReason.Moved) }));

    [Fact]
    public void A_closing_end_does_not_undo_an_earlier_break() =>
        Assert.Equal(
            ["2026-01-05 10:00, 2026-02-02 10:00, 2026-03-02 10:00"],
            Spells(Episode("2026-01-05", Attended("2026-01-05 10:00"), Attended("2026-03-02 10:00")) with { End = End("2026-03-10", EndReason.Completed) }));

    [Theory]
    [InlineData(EndReason.Administrative)]
    [InlineData(null)]
    public void An_administrative_end_and_one_without_a_reason_prove_nothing(EndReason? reason) =>
        Assert.Equal(
            ["2026-01-05 10:00, 2026-02-02 10:00, never"],
            Spells(Episode("2026-01-05", Attended("2026-01-05 10:00")) with { End = End("2026-01-20", reason) }));

    [Fact]
    public void A_client_who_said_so_is_known_to_be_gone_when_it_was_recorded() =>
        Assert.Equal(
            ["2026-01-05 10:00, 2026-01-21, never"],
            Spells(Episode("2026-01-05", Attended("2026-01-05 10:00")) with { End = End("2026-01-20", EndReason.ClientStopped) }));

    [Fact]
    public void A_client_who_said_so_is_known_to_be_gone_at_the_limit_where_that_comes_first() =>
        Assert.Equal(
            ["2026-01-05 10:00, 2026-02-02 10:00, never"],
            Spells(Episode("2026-01-05", Attended("2026-01-05 10:00")) with { End = End("2026-01-20", EndReason.ClientStopped, recordedAt: "2026-03-01") }));

    [Fact]
    public void A_client_who_stopped_is_gone_from_the_last_anchor_alone() =>
        Assert.Equal(
            ["2026-01-12 10:00, 2026-01-15, never"],
            Spells(Episode("2026-01-05", Attended("2026-01-05 10:00"), Attended("2026-01-12 10:00")) with { End = End("2026-01-14", EndReason.ClientStopped) }));

    [Fact]
    public void The_limit_is_counted_in_days_of_the_clinic()
    {
        // Clocks go forward in London on 29 March: 28 days after 10:00 GMT it is 10:00 BST, an hour less in UTC.
        Assert.True(ClinicCalendar.TryFind("Europe/London", out var london));
        var episode = Episode("2026-03-02", Attended("2026-03-09 10:00"));

        var spell = Assert.Single(GoneSpells.Of(episode, Attendance.Of(episode), Options, london));

        Assert.Equal("2026-04-06 09:00", Text(spell.KnownTicks));
    }

    [Fact]
    public void A_spell_is_under_way_from_the_anchor_until_known_and_known_until_the_return()
    {
        var spell = new GoneSpell(AnchorTicks: 10, KnownTicks: 20, ReturnTicks: 30);

        Assert.Equal([false, true, true, false, false, false], new[] { 9, 10, 19, 20, 29, 30 }.Select(t => spell.IsUnderWayAt(t)));
        Assert.Equal([false, false, false, true, true, false], new[] { 9, 10, 19, 20, 29, 30 }.Select(t => spell.IsKnownAt(t)));
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("America/New_York")]
    public void Spells_and_anchors_agree_with_the_literal_definition_on_random_episodes(string zone)
    {
        Assert.True(ClinicCalendar.TryFind(zone, out var calendar));
        var spells = 0;
        for (var seed = 0; seed < 3000; seed++)
        {
            var episode = RandomEpisodes.Create(seed, calendar);
            var literal = new LiteralOutcome(episode, Options.InactivityDays, calendar, long.MaxValue);
            var attendance = Attendance.Of(episode);
            var actual = GoneSpells.Of(episode, attendance, Options, calendar);

            AssertSame(seed, literal.Anchors(), attendance.Anchors);
            AssertSame(seed, literal.Spells(), actual.Select(s => (s.AnchorTicks, s.KnownTicks, s.ReturnTicks)));
            spells += actual.Count;
        }

        Assert.True(spells > 3000, $"Only {spells} spells were compared.");
    }

    private static void AssertSame<T>(int seed, IEnumerable<T> expected, IEnumerable<T> actual) =>
        Assert.True(expected.SequenceEqual(actual), $"Seed {seed}: expected {string.Join(' ', expected)} but was {string.Join(' ', actual)}.");

    private static string[] Spells(Episode episode) =>
        [.. GoneSpells.Of(episode, Attendance.Of(episode), Options, ClinicCalendar.Utc)
            .Select(s => $"{Text(s.AnchorTicks)}, {Text(s.KnownTicks)}, {(s.ReturnTicks is { } back ? Text(back) : "never")}")];
}
