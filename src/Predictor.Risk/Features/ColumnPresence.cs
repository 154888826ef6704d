using Predictor.Care.Episodes;
using Predictor.Care.Instruments;

namespace Predictor.Risk.Features;

/// <summary>Which optional columns hold a value anywhere in the data, by the names in <see cref="Feature.Needs"/>.</summary>
public static class ColumnPresence
{
    /// <summary>Scores of an instrument that measures the alliance as a whole.</summary>
    public const string AllianceScores = "measures.score (alliance)";

    /// <summary>Scores of an instrument that measures how the client is doing.</summary>
    public const string OutcomeScores = "measures.score (outcome)";

    private static readonly Probe<Episode>[] OfEpisodes =
    [
        new("episodes.referred_on", e => e.ReferredOn is not null),
        new("episodes.payer", e => e.Payer is not null),
        new("episodes.copay", e => e.Copay is not null),
        new("episodes.treatment", e => e.Treatment is not null),
        new("episodes.format", e => e.Format is not null),
        new("episodes.age_at_start", e => e.AgeAtStart is not null),
        new("episodes.distance_km", e => e.DistanceKm is not null),
    ];

    private static readonly Probe<Appointment>[] OfAppointments =
    [
        new("appointments.booked_at", a => a.BookedAt is not null),
        new("appointments.status_at", a => a.StatusAt is not null),
        new("appointments.cancelled_by", a => a.CancelledBy is not null),
        new("appointments.delivery", a => a.Delivery is not null),
        new("appointments.therapist_id", a => a.TherapistId is not null),
        new("appointments.duration_minutes", a => a.DurationMinutes is not null),
        new("appointments.reminder_sent_at", a => a.ReminderSentAt is not null),
        new("appointments.confirmed_at", a => a.ConfirmedAt is not null),
    ];

    private static readonly Probe<Payment>[] OfPayments =
    [
        new("payments.kind", _ => true),
        new("payments.amount", p => p.Amount is not null),
        new("payments.due_on", p => p.DueOn is not null),
    ];

    private static readonly Probe<Contact>[] OfContacts =
    [
        new("contacts.occurred_at", _ => true),
        new("contacts.direction", c => c.Direction is not null),
        new("contacts.purpose", c => c.Purpose is not null),
        new("contacts.answered_at", c => c.AnsweredAt is not null),
    ];

    /// <summary>The columns with at least one value, among those that some feature needs.</summary>
    public static IReadOnlySet<string> Of(IEnumerable<Episode> episodes, InstrumentCatalogue instruments)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        ArgumentNullException.ThrowIfNull(instruments);
        var present = new HashSet<string>(StringComparer.Ordinal);
        var (own, appointments, payments, contacts) = (OfEpisodes.ToList(), OfAppointments.ToList(), OfPayments.ToList(), OfContacts.ToList());
        var measures = OfMeasures(instruments);
        var covariates = new HashSet<string>(StringComparer.Ordinal);
        foreach (var episode in episodes)
        {
            Look([episode], own, present);
            covariates.UnionWith(episode.Covariates.Keys);
            Look(episode.Appointments, appointments, present);
            Look(episode.Measures, measures, present);
            Look(episode.Payments, payments, present);
            Look(episode.Contacts, contacts, present);
        }

        present.UnionWith(covariates.Select(c => $"episodes.{c}"));
        return present;
    }

    private static List<Probe<Measure>> OfMeasures(InstrumentCatalogue instruments) =>
    [
        new("measures.rater", m => m.Rater is not null),
        new("measures.score", m => GenericMeasure.IsGeneric(m, instruments, out _)),
        new(AllianceScores, m => !GenericMeasure.IsGeneric(m, instruments, out var known) && known.Kind == InstrumentKind.Alliance),
        new(OutcomeScores, m => !GenericMeasure.IsGeneric(m, instruments, out var known) && known.Kind == InstrumentKind.Outcome),
    ];

    /// <summary>Looks for the columns that have not been found yet; those that a record holds are found and looked for no more.</summary>
    private static void Look<T>(IReadOnlyList<T>? records, List<Probe<T>> missing, HashSet<string> present)
    {
        if (records is null) return;
        for (var i = 0; i < records.Count && missing.Count > 0; i++)
        {
            for (var p = missing.Count - 1; p >= 0; p--)
            {
                if (!missing[p].HoldsValue(records[i])) continue;
                present.Add(missing[p].Column);
                missing.RemoveAt(p);
            }
        }
    }

    /// <summary>How to see that a record holds a value of a column.</summary>
    private sealed record Probe<T>(string Column, Func<T, bool> HoldsValue);
}
