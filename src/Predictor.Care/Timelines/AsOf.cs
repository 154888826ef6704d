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
            Appointments = Keep(episode.Appointments, static (a, t) => !a.IsBooking || a.KnownTicks <= t, Known, ticks),
            Measures = episode.Measures is { } measures ? Keep(measures, static (m, t) => m.TakenAt.Ticks <= t, static (m, _) => m, ticks) : null,
            Payments = episode.Payments is { } payments ? Keep(payments, static (p, t) => p.OccurredAt.Ticks <= t, static (p, _) => p, ticks) : null,
            Contacts = episode.Contacts is { } contacts ? Keep(contacts, static (c, t) => c.OccurredAt.Ticks <= t, Known, ticks) : null,
        };
    }

    /// <summary>An appointment that is known at an instant, with what is known of it.</summary>
    internal static Appointment Known(Appointment appointment, long ticks)
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

    /// <summary>A contact that is known at an instant, with what is known of it.</summary>
    internal static Contact Known(Contact contact, long ticks) => IsLater(contact.AnsweredAt, ticks) ? contact with { AnsweredAt = null } : contact;

    private static bool IsLater(Moment? moment, long ticks) => moment is { } known && known.Ticks > ticks;

    /// <summary>What is known of a list; the list itself where nothing in it lies later.</summary>
    private static IReadOnlyList<T> Keep<T>(IReadOnlyList<T> all, Func<T, long, bool> isKnown, Func<T, long, T> known, long ticks)
        where T : class
    {
        var same = 0;
        while (same < all.Count && isKnown(all[same], ticks) && ReferenceEquals(known(all[same], ticks), all[same])) same++;
        if (same == all.Count) return all;
        var kept = new List<T>(all.Count);
        for (var i = 0; i < all.Count; i++)
        {
            if (i < same) kept.Add(all[i]);
            else if (isKnown(all[i], ticks)) kept.Add(known(all[i], ticks));
        }

        return [.. kept];
    }
}
