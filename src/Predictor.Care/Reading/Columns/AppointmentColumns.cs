namespace Predictor.Care.Reading.Columns;

/// <summary>The columns of <c>appointments.csv</c>.</summary>
internal static class AppointmentColumns
{
    private const double MinutesOfDay = 24 * 60;

    public static RecordSchema Schema { get; } = new("appointments.csv", "appointments", isFileRequired: true);

    public static Column AppointmentId { get; } = Schema.Text("appointment_id", required: true);

    public static Column EpisodeId { get; } = Schema.Text("episode_id", required: true);

    public static Column StartsAt { get; } = Schema.Moment("starts_at", required: true);

    public static Column BookedAt { get; } = Schema.Moment("booked_at");

    public static Column Status { get; } = Schema.Code("status", required: true);

    public static Column CancelledBy { get; } = Schema.Code("cancelled_by");

    public static Column StatusAt { get; } = Schema.Moment("status_at");

    public static Column Delivery { get; } = Schema.Code("delivery");

    public static Column TherapistId { get; } = Schema.Text("therapist_id");

    public static Column DurationMinutes { get; } = Schema.Number("duration_minutes", minimum: 0, maximum: MinutesOfDay);

    public static Column ReminderSentAt { get; } = Schema.Moment("reminder_sent_at");

    public static Column ConfirmedAt { get; } = Schema.Moment("confirmed_at");
}
