using System.Globalization;
using Predictor.Care.Episodes;
using Predictor.Care.Time;

namespace Predictor.Testing;

/// <summary>
/// Short words for hand-worked examples. Times are texts in UTC: <c>2026-01-05</c> is a bare day, <c>2026-01-05 10:00</c> an exact instant.
/// </summary>
public static class Given
{
    /// <summary>An episode with these appointments and nothing else recorded.</summary>
    public static Episode Episode(string startedOn, params Appointment[] appointments) => new()
    {
        EpisodeId = "e-1",
        ClientId = "c-1",
        StartedOn = When(startedOn),
        Appointments = appointments,
    };

    public static Appointment Attended(string startsAt, string? statusAt = null, string? bookedAt = null) =>
        Appointment(AppointmentStatus.Fulfilled, startsAt, statusAt, bookedAt);

    public static Appointment Missed(string startsAt, string? statusAt = null, string? bookedAt = null) =>
        Appointment(AppointmentStatus.NoShow, startsAt, statusAt, bookedAt);

    public static Appointment Cancelled(string startsAt, CancelledBy? by, string? statusAt = null, string? bookedAt = null) =>
        Appointment(AppointmentStatus.Cancelled, startsAt, statusAt, bookedAt) with { CancelledBy = by };

    public static Appointment Booked(string startsAt, string? bookedAt = null) =>
        Appointment(AppointmentStatus.Booked, startsAt, null, bookedAt);

    public static Appointment Appointment(AppointmentStatus status, string startsAt, string? statusAt, string? bookedAt) => new()
    {
        AppointmentId = $"{status} {startsAt}",
        Status = status,
        StartsAt = When(startsAt),
        StatusAt = statusAt is null ? null : When(statusAt),
        BookedAt = bookedAt is null ? null : When(bookedAt),
    };

    public static EpisodeEnd End(string endedOn, EndReason? reason, string? recordedAt = null) =>
        new(When(endedOn), reason, recordedAt is null ? null : When(recordedAt));

    public static Measure Measure(string takenAt, string instrument, double score, string? scale = null, string? rater = null) => new()
    {
        TakenAt = When(takenAt),
        Instrument = instrument,
        Score = score,
        Scale = scale,
        Rater = rater,
    };

    public static Payment Payment(string occurredAt, PaymentKind kind, double? amount = null, string? dueOn = null) => new()
    {
        OccurredAt = When(occurredAt),
        Kind = kind,
        Amount = amount,
        DueOn = dueOn is null ? null : When(dueOn),
    };

    public static Contact Contact(string occurredAt, ContactDirection? direction, ContactPurpose? purpose = null, string? answeredAt = null) => new()
    {
        OccurredAt = When(occurredAt),
        Direction = direction,
        Purpose = purpose,
        AnsweredAt = answeredAt is null ? null : When(answeredAt),
    };

    /// <summary>A bare day or an instant, as the text has it.</summary>
    public static Moment When(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? ClinicCalendar.Utc.Day(day) : Moment.At(Ticks(text));

    /// <summary>UTC ticks of an instant; a bare day is its first tick.</summary>
    public static long Ticks(string text) =>
        DateTime.ParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None).Ticks;

    /// <summary>The other way round, for messages that a reader can check: the first tick of a day shows as the bare day.</summary>
    public static string Text(long ticks)
    {
        var time = new DateTime(ticks);
        return time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }
}
