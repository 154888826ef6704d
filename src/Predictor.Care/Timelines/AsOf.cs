using Predictor.Care.Episodes;
using Predictor.Care.Time;

namespace Predictor.Care.Timelines;

/// <summary>
/// The as-of rule applied to a whole episode: what an export made at that instant would have said. An appointment exists from
/// <c>booked_at</c>, its outcome from <c>status_at</c>, a measure from <c>taken_at</c>, a payment or contact from <c>occurred_at</c>, an answer
/// from <c>answered_at</c>, an end from its known time.
/// </summary>
public static class AsOf
{
    /// <summary>The episode as known at an instant (inclusive), in UTC ticks. The values of the episode itself are those at its start and stay.</summary>
    public static Episode Known(Episode episode, long ticks)
    {
        ArgumentNullException.ThrowIfNull(episode);
        return episode with
        {
            End = episode.End is { } end && end.KnownTicks <= ticks ? end : null,
            Appointments = Keep(episode.Appointments, a => !a.IsBooking || a.KnownTicks <= ticks, a => Known(a, ticks)),
            Measures = episode.Measures is { } measures ? Keep(measures, m => m.TakenAt.Ticks <= ticks, m => m) : null,
            Payments = episode.Payments is { } payments ? Keep(payments, p => p.OccurredAt.Ticks <= ticks, p => p) : null,
            Contacts = episode.Contacts is { } contacts ? Keep(contacts, c => c.OccurredAt.Ticks <= ticks, c => Known(c, ticks)) : null,
        };
    }

    private static Appointment Known(Appointment appointment, long ticks)
    {
        var outcomeIsLater = appointment.HasOutcome && appointment.OutcomeKnownTicks > ticks;
        if (!outcomeIsLater && !IsLater(appointment.ReminderSentAt, ticks) && !IsLater(appointment.ConfirmedAt, ticks)) return appointment;
        return appointment with
        {
            Status = outcomeIsLater ? AppointmentStatus.Booked : appointment.Status,
            StatusAt = outcomeIsLater ? null : appointment.StatusAt,
            CancelledBy = outcomeIsLater ? null : appointment.CancelledBy,
            ReminderSentAt = IsLater(appointment.ReminderSentAt, ticks) ? null : appointment.ReminderSentAt,
            ConfirmedAt = IsLater(appointment.ConfirmedAt, ticks) ? null : appointment.ConfirmedAt,
        };
    }

    private static Contact Known(Contact contact, long ticks) => IsLater(contact.AnsweredAt, ticks) ? contact with { AnsweredAt = null } : contact;

    private static bool IsLater(Moment? moment, long ticks) => moment is { } known && known.Ticks > ticks;

    private static T[] Keep<T>(IReadOnlyList<T> all, Func<T, bool> isKnown, Func<T, T> known)
    {
        var kept = new List<T>(all.Count);
        foreach (var item in all)
        {
            if (isKnown(item)) kept.Add(known(item));
        }

        return [.. kept];
    }
}
