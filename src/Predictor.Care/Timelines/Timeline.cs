using Predictor.Care.Episodes;

namespace Predictor.Care.Timelines;

/// <summary>
/// Everything known of an episode in the order in which it became known. This is the only way in which events reach the features, so the
/// as-of rule (an event exists from its known time on) holds by construction: whoever folds up to an instant sees nothing later.
/// </summary>
public sealed class Timeline
{
    private readonly CareEvent[] _events;

    private Timeline(Episode episode, CareEvent[] events)
    {
        Episode = episode;
        _events = events;
    }

    public Episode Episode { get; }

    /// <summary>The events, ordered by known time; ties are broken by kind and content, never by the order of the input.</summary>
    public ReadOnlySpan<CareEvent> Events => _events;

    /// <summary>The timeline of an episode. Offers, waiting lists and mistakes leave no event.</summary>
    public static Timeline Of(Episode episode)
    {
        ArgumentNullException.ThrowIfNull(episode);
        var events = new List<CareEvent>(Capacity(episode));
        AddAppointments(episode.Appointments, events);
        if (episode.Measures is { } measures)
        {
            for (var i = 0; i < measures.Count; i++) events.Add(new(measures[i].TakenAt.Ticks, CareEventKind.Measured, i));
        }

        if (episode.Payments is { } payments)
        {
            for (var i = 0; i < payments.Count; i++) events.Add(new(payments[i].OccurredAt.Ticks, CareEventKind.Paid, i));
        }

        if (episode.Contacts is { } contacts) AddContacts(contacts, events);
        if (episode.End is { } end) events.Add(new(end.KnownTicks, CareEventKind.Ended, 0));

        var ordered = events.ToArray();
        Array.Sort(ordered, new CareEventOrder(episode));
        return new Timeline(episode, ordered);
    }

    private static int Capacity(Episode episode) =>
        (episode.Appointments.Count * 2) + (episode.Measures?.Count ?? 0) + (episode.Payments?.Count ?? 0) + (episode.Contacts?.Count ?? 0) + 1;

    private static void AddAppointments(IReadOnlyList<Appointment> appointments, List<CareEvent> events)
    {
        for (var i = 0; i < appointments.Count; i++)
        {
            var appointment = appointments[i];
            if (!appointment.IsBooking) continue;
            var known = appointment.KnownTicks;
            events.Add(new(known, CareEventKind.Booked, i));
            if (appointment.HasOutcome) events.Add(new(appointment.OutcomeKnownTicks, CareEventKind.Outcome, i));
            // A reminder or a confirmation of an appointment that is not yet known to exist becomes known with it.
            if (appointment.ReminderSentAt is { } reminded) events.Add(new(Math.Max(known, reminded.Ticks), CareEventKind.ReminderSent, i));
            if (appointment.ConfirmedAt is { } confirmed) events.Add(new(Math.Max(known, confirmed.Ticks), CareEventKind.Confirmed, i));
        }
    }

    private static void AddContacts(IReadOnlyList<Contact> contacts, List<CareEvent> events)
    {
        for (var i = 0; i < contacts.Count; i++)
        {
            var contact = contacts[i];
            events.Add(new(contact.OccurredAt.Ticks, CareEventKind.Contacted, i));
            if (contact.AnsweredAt is { } answered) events.Add(new(Math.Max(contact.OccurredAt.Ticks, answered.Ticks), CareEventKind.ContactAnswered, i));
        }
    }
}
