using Predictor.Care.Episodes;
using Predictor.Care.Timelines;
using Predictor.Testing;
using Xunit;
using static Predictor.Testing.Given;

namespace Predictor.Care.Tests.Timelines;

public sealed class TimelineTests
{
    [Fact]
    public void An_appointment_is_known_from_its_booking_and_its_outcome_from_its_status()
    {
        var episode = Episode("2026-01-01", Attended("2026-01-05 10:00", statusAt: "2026-01-06 09:00", bookedAt: "2026-01-02"));

        Assert.Equal(["2026-01-03 Booked", "2026-01-06 09:00 Outcome"], Tell(episode));
    }

    [Fact]
    public void An_outcome_without_a_time_is_known_when_the_appointment_starts() =>
        Assert.Equal(["2026-01-02 09:00 Booked", "2026-01-05 10:00 Outcome"], Tell(Episode("2026-01-01", Missed("2026-01-05 10:00", bookedAt: "2026-01-02 09:00"))));

    [Fact]
    public void Without_a_booking_time_nothing_is_known_before_the_outcome_or_the_start()
    {
        Assert.Equal(["2026-01-05 10:00 Booked", "2026-01-05 10:00 Outcome"], Tell(Episode("2026-01-01", Attended("2026-01-05 10:00"))));
        Assert.Equal(["2026-01-03 10:00 Booked", "2026-01-03 10:00 Outcome"], Tell(Episode("2026-01-01", Cancelled("2026-01-05 10:00", CancelledBy.Client, statusAt: "2026-01-03 10:00"))));
        Assert.Equal(["2026-01-05 10:00 Booked"], Tell(Episode("2026-01-01", Booked("2026-01-05 10:00"))));
    }

    [Fact]
    public void A_bare_day_is_known_at_its_end() =>
        Assert.Equal(["2026-01-06 Booked", "2026-01-06 Outcome"], Tell(Episode("2026-01-01", Attended("2026-01-05"))));

    [Theory]
    [InlineData(AppointmentStatus.NotABooking)]
    [InlineData(AppointmentStatus.EnteredInError)]
    public void Offers_and_mistakes_leave_no_event(AppointmentStatus status) =>
        Assert.Empty(Tell(Episode("2026-01-01", Appointment(status, "2026-01-05 10:00", statusAt: "2026-01-05 10:00", bookedAt: "2026-01-02"))));

    [Fact]
    public void A_reminder_is_not_known_before_the_appointment_it_is_for()
    {
        var appointment = Attended("2026-01-05 10:00", bookedAt: "2026-01-03 12:00") with { ReminderSentAt = When("2026-01-02 12:00"), ConfirmedAt = When("2026-01-04 12:00") };

        Assert.Equal(
            ["2026-01-03 12:00 Booked", "2026-01-03 12:00 ReminderSent", "2026-01-04 12:00 Confirmed", "2026-01-05 10:00 Outcome"],
            Tell(Episode("2026-01-01", appointment)));
    }

    [Fact]
    public void Measures_payments_contacts_answers_and_the_end_are_events()
    {
        var episode = Episode("2026-01-01") with
        {
            Measures = [Measure("2026-01-04", "ORS", 20)],
            Payments = [Payment("2026-01-03", PaymentKind.Charge, 80)],
            Contacts = [Contact("2026-01-02", ContactDirection.Out, answeredAt: "2026-01-05 08:00")],
            End = End("2026-01-05", EndReason.Completed, recordedAt: "2026-01-09 08:00"),
        };

        Assert.Equal(["2026-01-03 Contacted", "2026-01-04 Paid", "2026-01-05 Measured", "2026-01-05 08:00 ContactAnswered", "2026-01-09 08:00 Ended"], Tell(episode));
    }

    [Fact]
    public void Events_at_the_same_instant_are_ordered_by_what_they_say()
    {
        var episode = Episode("2026-01-01") with
        {
            Measures = [Measure("2026-01-04", "ORS", 20), Measure("2026-01-04", "ORS", 22), Measure("2026-01-04", "GAD-7", 30)],
        };

        Assert.Equal([30, 20, 22], Scores(episode));
        Assert.Equal([30, 20, 22], Scores(episode with { Measures = [.. episode.Measures!.Reverse()] }));

        static IEnumerable<double> Scores(Episode of) => Timeline.Of(of).Events.ToArray().Select(e => of.Measures![e.Index].Score);
    }

    [Fact]
    public void The_order_of_the_records_does_not_matter_on_random_episodes()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var episode = RandomEpisodes.Create(seed);
            Assert.Equal(Say(episode), Say(RandomEpisodes.Shuffled(episode, seed + 1)));
        }
    }

    [Fact]
    public void Events_come_in_order_on_random_episodes()
    {
        foreach (var episode in RandomEpisodes.Many(1000))
        {
            var events = Timeline.Of(episode).Events.ToArray();
            Assert.All(events.Zip(events.Skip(1)), pair => Assert.True((pair.First.Ticks, pair.First.Kind).CompareTo((pair.Second.Ticks, pair.Second.Kind)) <= 0));
        }
    }

    private static IEnumerable<string> Tell(Episode episode) => Timeline.Of(episode).Events.ToArray().Select(e => $"{Text(e.Ticks)} {e.Kind}");

    /// <summary>The events with the records behind them.</summary>
    private static IEnumerable<(long, CareEventKind, object?)> Say(Episode episode) => Timeline.Of(episode).Events.ToArray().Select(e => (e.Ticks, e.Kind, e.Kind switch
    {
        CareEventKind.Measured => episode.Measures![e.Index],
        CareEventKind.Paid => episode.Payments![e.Index],
        CareEventKind.Contacted or CareEventKind.ContactAnswered => episode.Contacts![e.Index],
        CareEventKind.Ended => episode.End,
        _ => (object?)episode.Appointments[e.Index],
    }));
}
