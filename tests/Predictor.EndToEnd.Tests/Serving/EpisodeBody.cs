using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Predictor.Care.Episodes;
using Predictor.Care.Time;

namespace Predictor.EndToEnd.Tests.Serving;

/// <summary>An episode as the body of a request: every column that a model may read.</summary>
internal static class EpisodeBody
{
    public static string Of(Episode episode, string asOf)
    {
        var own = new JsonObject
        {
            ["episodeId"] = episode.EpisodeId,
            ["clientId"] = episode.ClientId,
            ["clinicId"] = episode.ClinicId,
            ["therapistId"] = episode.TherapistId,
            ["referredOn"] = Text(episode.ReferredOn),
            ["startedOn"] = Text(episode.StartedOn),
            ["treatment"] = episode.Treatment,
            ["format"] = Code(episode.Format),
            ["ageAtStart"] = episode.AgeAtStart,
            ["distanceKm"] = episode.DistanceKm,
            ["payer"] = Code(episode.Payer),
            ["copay"] = episode.Copay,
            ["priorEpisodes"] = episode.PriorEpisodes,
            ["priorDropouts"] = episode.PriorDropouts,
        };
        foreach (var (name, value) in episode.Covariates) own[name] = value;
        var body = new JsonObject
        {
            ["asOf"] = asOf,
            ["episode"] = own,
            ["appointments"] = new JsonArray([.. episode.Appointments.Select(Appointment)]),
        };
        if (episode.Measures is { } measures) body["measures"] = new JsonArray([.. measures.Select(Measure)]);
        if (episode.Payments is { } payments) body["payments"] = new JsonArray([.. payments.Select(Payment)]);
        if (episode.Contacts is { } contacts) body["contacts"] = new JsonArray([.. contacts.Select(Contact)]);
        return body.ToJsonString(JsonSerializerOptions.Default);
    }

    private static JsonObject Appointment(Appointment appointment) => new()
    {
        ["appointmentId"] = appointment.AppointmentId,
        ["startsAt"] = Text(appointment.StartsAt),
        ["bookedAt"] = Text(appointment.BookedAt),
        ["status"] = appointment.Status switch
        {
            AppointmentStatus.NoShow => "noshow",
            AppointmentStatus.NotABooking => "pending",
            AppointmentStatus.EnteredInError => "entered-in-error",
            var status => Code<AppointmentStatus>(status),
        },
        ["cancelledBy"] = Code(appointment.CancelledBy),
        ["statusAt"] = Text(appointment.StatusAt),
        ["delivery"] = Code(appointment.Delivery),
        ["therapistId"] = appointment.TherapistId,
        ["durationMinutes"] = appointment.DurationMinutes,
        ["reminderSentAt"] = Text(appointment.ReminderSentAt),
        ["confirmedAt"] = Text(appointment.ConfirmedAt),
    };

    private static JsonObject Measure(Measure measure) => new()
    {
        ["takenAt"] = Text(measure.TakenAt),
        ["instrument"] = measure.Instrument,
        ["rater"] = measure.Rater,
        ["scale"] = measure.Scale,
        ["score"] = measure.Score,
    };

    private static JsonObject Payment(Payment payment) => new()
    {
        ["occurredAt"] = Text(payment.OccurredAt),
        ["kind"] = Code<PaymentKind>(payment.Kind),
        ["amount"] = payment.Amount,
        ["dueOn"] = Text(payment.DueOn),
    };

    private static JsonObject Contact(Contact contact) => new()
    {
        ["occurredAt"] = Text(contact.OccurredAt),
        ["channel"] = contact.Channel,
        ["direction"] = Code(contact.Direction),
        ["purpose"] = Code(contact.Purpose),
        ["answeredAt"] = Text(contact.AnsweredAt),
    };

    private static string? Code<T>(T? value)
        where T : struct, Enum => value is { } known ? JsonNamingPolicy.SnakeCaseLower.ConvertName(known.ToString()) : null;

    private static string? Text(Moment? moment) => moment switch
    {
        null => null,
        { IsDay: true } day => ClinicCalendar.Utc.DayOf(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { } instant => instant.Known.ToString("yyyy-MM-ddTHH:mm:ss.fffffffK", CultureInfo.InvariantCulture),
    };
}
