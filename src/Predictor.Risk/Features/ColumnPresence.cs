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

    /// <summary>The columns with at least one value, among those that some feature needs.</summary>
    public static IReadOnlySet<string> Of(IEnumerable<Episode> episodes, InstrumentCatalogue instruments)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        ArgumentNullException.ThrowIfNull(instruments);
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var episode in episodes)
        {
            AddEpisode(episode, present);
            foreach (var appointment in episode.Appointments) AddAppointment(appointment, present);
            AddMeasures(episode, instruments, present);
            AddRest(episode, present);
        }

        return present;
    }

    private static void AddEpisode(Episode episode, HashSet<string> present)
    {
        if (episode.ReferredOn is not null) present.Add("episodes.referred_on");
        if (episode.Payer is not null) present.Add("episodes.payer");
        if (episode.Copay is not null) present.Add("episodes.copay");
        if (episode.Treatment is not null) present.Add("episodes.treatment");
        if (episode.Format is not null) present.Add("episodes.format");
        if (episode.AgeAtStart is not null) present.Add("episodes.age_at_start");
        if (episode.DistanceKm is not null) present.Add("episodes.distance_km");
        foreach (var covariate in episode.Covariates.Keys) present.Add($"episodes.{covariate}");
    }

    private static void AddAppointment(Appointment appointment, HashSet<string> present)
    {
        if (appointment.BookedAt is not null) present.Add("appointments.booked_at");
        if (appointment.StatusAt is not null) present.Add("appointments.status_at");
        if (appointment.CancelledBy is not null) present.Add("appointments.cancelled_by");
        if (appointment.Delivery is not null) present.Add("appointments.delivery");
        if (appointment.TherapistId is not null) present.Add("appointments.therapist_id");
        if (appointment.DurationMinutes is not null) present.Add("appointments.duration_minutes");
        if (appointment.ReminderSentAt is not null) present.Add("appointments.reminder_sent_at");
        if (appointment.ConfirmedAt is not null) present.Add("appointments.confirmed_at");
    }

    private static void AddMeasures(Episode episode, InstrumentCatalogue instruments, HashSet<string> present)
    {
        foreach (var measure in episode.Measures ?? [])
        {
            if (measure.Rater is not null) present.Add("measures.rater");
            if (GenericMeasure.IsGeneric(measure, instruments, out var instrument)) present.Add("measures.score");
            else present.Add(instrument.Kind == InstrumentKind.Alliance ? AllianceScores : OutcomeScores);
        }
    }

    private static void AddRest(Episode episode, HashSet<string> present)
    {
        foreach (var payment in episode.Payments ?? [])
        {
            present.Add("payments.kind");
            if (payment.Amount is not null) present.Add("payments.amount");
            if (payment.DueOn is not null) present.Add("payments.due_on");
        }

        foreach (var contact in episode.Contacts ?? [])
        {
            present.Add("contacts.occurred_at");
            if (contact.Direction is not null) present.Add("contacts.direction");
            if (contact.Purpose is not null) present.Add("contacts.purpose");
            if (contact.AnsweredAt is not null) present.Add("contacts.answered_at");
        }
    }
}
