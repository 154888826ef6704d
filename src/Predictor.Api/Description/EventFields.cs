using static Predictor.Api.Description.FieldDescription;

namespace Predictor.Api.Description;

/// <summary>The fields of the events of an episode.</summary>
internal static class EventFields
{
    /// <summary>The field with which an event may name its episode.</summary>
    public static FieldDescription EpisodeId { get; } = Text("episodeId", "May be left out; if given, it has to be the id of the episode.");

    public static RecordDescription Appointments { get; } = new(
        "appointments",
        "AppointmentInput",
        "An appointment with the times from which its parts are known.",
        [
            Text("appointmentId", "Opaque id, once in a document.") with { IsRequired = true },
            EpisodeId,
            Moment("startsAt", "When the session starts.") with { IsRequired = true },
            Moment("bookedAt", "When it was booked: known from here on. Without it nothing is known before startsAt, and lead time and next booking are missing."),
            Code(
                "status",
                "FHIR R4 Appointment.status. arrived and checked-in count as fulfilled; proposed, pending and waitlist are no bookings; entered-in-error is ignored.",
                "fulfilled", "arrived", "checked-in", "noshow", "cancelled", "booked", "proposed", "pending", "waitlist", "entered-in-error") with { IsRequired = true },
            Code("cancelledBy", "Who called it off; only where the status is cancelled.", "client", "clinic"),
            Moment("statusAt", "When the status became known; by default at startsAt, and then it is not known whether a cancellation was late."),
            Code("delivery", "How the session is held.", "in_person", "video", "phone"),
            Text("therapistId", "Opaque id of the therapist of the session."),
            Number("durationMinutes", "How long it lasts, in minutes.", 0, 1440),
            Moment("reminderSentAt", "When a reminder was sent."),
            Moment("confirmedAt", "When the client confirmed."),
        ]);

    public static RecordDescription Measures { get; } = new(
        "measures",
        "MeasureInput",
        "One score of a questionnaire. WAI-SR and SRS are read as alliance; ORS, OQ-45, CORE-10, PHQ-9 and GAD-7 as outcome; any other is kept as a measure of its own.",
        [
            EpisodeId,
            Moment("takenAt", "When it was taken: known from here on.") with { IsRequired = true },
            Text("instrument", "The instrument, such as SRS.") with { IsRequired = true },
            Text("rater", "Who answered, such as client or therapist."),
            Text("scale", "The part of the instrument, such as task; by default total."),
            Number("score", "The score, within the range of the instrument where that is known.") with { IsRequired = true },
        ]);

    public static RecordDescription Payments { get; } = new(
        "payments",
        "PaymentInput",
        "One event in the client's account.",
        [
            EpisodeId,
            Moment("occurredAt", "When it occurred: known from here on.") with { IsRequired = true },
            Code(
                "kind",
                "What it is.",
                "charge", "payment", "declined", "refund", "write_off", "plan_started", "coverage_lapsed", "fee_missed_session") with { IsRequired = true },
            Number("amount", "In the clinic's currency, without a sign: the kind says which way the money goes.", 0),
            Moment("dueOn", "When a charge falls due."),
        ]);

    public static RecordDescription Contacts { get; } = new(
        "contacts",
        "ContactInput",
        "One contact between sessions.",
        [
            EpisodeId,
            Moment("occurredAt", "When it occurred: known from here on.") with { IsRequired = true },
            Text("channel", "Such as phone, text or email."),
            Code("direction", "From the clinic (out) or from the client (in).", "out", "in"),
            Code("purpose", "What it was for.", "reminder", "check_in", "outreach", "other"),
            Moment("answeredAt", "When the other side answered."),
        ]);

    /// <summary>In the order of the document.</summary>
    public static IReadOnlyList<RecordDescription> All { get; } = [Appointments, Measures, Payments, Contacts];
}
