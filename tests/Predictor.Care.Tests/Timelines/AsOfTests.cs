using Predictor.Care.Episodes;
using Predictor.Care.Timelines;
using Predictor.Testing;
using Xunit;
using static Predictor.Testing.Given;

namespace Predictor.Care.Tests.Timelines;

public sealed class AsOfTests
{
    [Fact]
    public void An_appointment_exists_from_its_booking_on()
    {
        var episode = Episode("2026-01-01", Attended("2026-01-05 10:00", bookedAt: "2026-01-02 09:00"));

        Assert.Empty(Known(episode, "2026-01-02 08:59").Appointments);
        Assert.Equal(AppointmentStatus.Booked, Assert.Single(Known(episode, "2026-01-02 09:00").Appointments).Status);
    }

    [Fact]
    public void An_outcome_exists_from_its_status_on_with_all_it_says()
    {
        var cancelled = Cancelled("2026-01-05 10:00", CancelledBy.Client, statusAt: "2026-01-04 10:00", bookedAt: "2026-01-02");
        var episode = Episode("2026-01-01", cancelled);

        var before = Assert.Single(Known(episode, "2026-01-04 09:59").Appointments);

        Assert.Equal((AppointmentStatus.Booked, null, null), (before.Status, before.CancelledBy, before.StatusAt));
        Assert.Equal(cancelled, Assert.Single(Known(episode, "2026-01-04 10:00").Appointments));
    }

    [Fact]
    public void Reminders_and_confirmations_exist_from_their_times_on()
    {
        var booked = Booked("2026-01-09 10:00", bookedAt: "2026-01-02") with { ReminderSentAt = When("2026-01-05 10:00"), ConfirmedAt = When("2026-01-06 10:00") };
        var episode = Episode("2026-01-01", booked);

        var between = Assert.Single(Known(episode, "2026-01-05 10:00").Appointments);

        Assert.Equal((booked.ReminderSentAt, null), (between.ReminderSentAt, between.ConfirmedAt));
        Assert.Null(Assert.Single(Known(episode, "2026-01-05 09:59").Appointments).ReminderSentAt);
    }

    [Fact]
    public void Measures_payments_contacts_and_answers_exist_from_their_times_on()
    {
        var episode = Episode("2026-01-01") with
        {
            Measures = [Measure("2026-01-03", "ORS", 20)],
            Payments = [Payment("2026-01-03", PaymentKind.Charge, 80)],
            Contacts = [Contact("2026-01-03", ContactDirection.Out, answeredAt: "2026-01-05 10:00")],
        };

        var before = Known(episode, "2026-01-03 23:59");
        var after = Known(episode, "2026-01-04");

        Assert.Equal((0, 0, 0), (before.Measures!.Count, before.Payments!.Count, before.Contacts!.Count));
        Assert.Equal((1, 1, 1), (after.Measures!.Count, after.Payments!.Count, after.Contacts!.Count));
        Assert.Null(after.Contacts[0].AnsweredAt);
        Assert.NotNull(Known(episode, "2026-01-05 10:00").Contacts![0].AnsweredAt);
    }

    [Fact]
    public void What_is_not_recorded_at_all_stays_so()
    {
        var known = Known(Episode("2026-01-01"), "2026-01-05");

        Assert.Null(known.Measures);
        Assert.Null(known.Payments);
        Assert.Null(known.Contacts);
    }

    [Fact]
    public void An_end_exists_from_its_record_on()
    {
        var episode = Episode("2026-01-01") with { End = End("2026-01-05", EndReason.Completed, recordedAt: "2026-01-09 08:00") };

        Assert.Null(Known(episode, "2026-01-09 07:59").End);
        Assert.Equal(episode.End, Known(episode, "2026-01-09 08:00").End);
    }

    [Fact]
    public void Looking_back_further_is_the_same_from_then_as_from_now_on_random_episodes()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var episode = RandomEpisodes.Create(seed);
            var instants = Instants.Some(episode, 60, seed);
            foreach (var (earlier, later) in instants.Zip(instants.Skip(1)))
            {
                AssertSame(AsOf.Known(episode, earlier), AsOf.Known(AsOf.Known(episode, later), earlier));
            }
        }
    }

    private static void AssertSame(Episode expected, Episode actual)
    {
        Assert.Equal(expected.Appointments, actual.Appointments);
        Assert.Equal(expected.Measures, actual.Measures);
        Assert.Equal(expected.Payments, actual.Payments);
        Assert.Equal(expected.Contacts, actual.Contacts);
        Assert.Equal(expected.End, actual.End);
    }

    private static Episode Known(Episode episode, string at) => AsOf.Known(episode, Ticks(at));
}
