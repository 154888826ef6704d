using Predictor.Care.Episodes;
using Predictor.Care.Time;

namespace Predictor.Testing;

/// <content>Another future for the same past.</content>
public sealed partial class RandomEpisodes
{
    /// <summary>
    /// An episode that tells the same up to an instant and anything else after it: what was not yet known is changed, left out or joined by
    /// more. Lists that are not recorded stay so.
    /// </summary>
    public static Episode WithAnotherFuture(Episode episode, long ticks, int seed)
    {
        ArgumentNullException.ThrowIfNull(episode);
        return new RandomEpisodes(seed, null).AnotherFuture(episode, ticks);
    }

    private Episode AnotherFuture(Episode episode, long ticks) => episode with
    {
        End = episode.End is { } end && end.KnownTicks <= ticks ? end : Later(End(), ticks),
        Appointments =
        [
            .. episode.Appointments.Where(a => a.KnownTicks <= ticks || !a.IsBooking).Select(a => WithAnotherOutcome(a, ticks)),
            .. Appointments(0).Select((a, i) => a with { AppointmentId = $"later-{i}" }).Where(a => a.IsBooking && a.KnownTicks > ticks),
        ],
        Measures = Replace(episode.Measures, m => m.TakenAt.Ticks <= ticks, Measure),
        Payments = Replace(episode.Payments, p => p.OccurredAt.Ticks <= ticks, Payment),
        Contacts = Replace(episode.Contacts, c => c.OccurredAt.Ticks <= ticks, Contact)
            ?.Select(c => c.AnsweredAt is { } answered && answered.Ticks <= ticks ? c : c with { AnsweredAt = Maybe(0.5, () => After(ticks)) }).ToArray(),
    };

    private static EpisodeEnd? Later(EpisodeEnd end, long ticks) => end.KnownTicks > ticks ? end : null;

    private Appointment WithAnotherOutcome(Appointment appointment, long ticks)
    {
        var changed = appointment with
        {
            ReminderSentAt = Open(appointment.ReminderSentAt) ? Maybe(0.5, () => After(ticks)) : appointment.ReminderSentAt,
            ConfirmedAt = Open(appointment.ConfirmedAt) ? Maybe(0.5, () => After(ticks)) : appointment.ConfirmedAt,
        };
        var isSettled = !appointment.IsBooking || (appointment.HasOutcome && appointment.OutcomeKnownTicks <= ticks);
        // Without a booking time an appointment is known through its outcome or its start: with another outcome it would have another past.
        if (isSettled || appointment.BookedAt is null) return changed;
        var status = OneOf(AppointmentStatus.Fulfilled, AppointmentStatus.NoShow, AppointmentStatus.Cancelled, AppointmentStatus.Booked);
        return changed with
        {
            Status = status,
            StatusAt = status == AppointmentStatus.Booked ? null : After(ticks),
            CancelledBy = status == AppointmentStatus.Cancelled ? Maybe(0.7, Any<CancelledBy>) : null,
        };

        bool Open(Moment? moment) => moment is null || moment.Value.Ticks > ticks;
    }

    /// <summary>What is known stays; what comes later is drawn anew.</summary>
    private static T[]? Replace<T>(IReadOnlyList<T>? all, Func<T, bool> isKnown, Func<T> draw)
    {
        if (all is null) return null;
        var later = Enumerable.Range(0, 8).Select(_ => draw()).Where(x => !isKnown(x));
        return [.. all.Where(isKnown), .. later];
    }

    private Moment After(long ticks) => Moment.At(ticks + 1 + _random.NextInt64(90 * TimeSpan.TicksPerDay));
}
