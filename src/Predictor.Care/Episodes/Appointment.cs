using Predictor.Care.Time;

namespace Predictor.Care.Episodes;

/// <summary>One appointment, with the times from which its parts are known.</summary>
public sealed record Appointment
{
    public required string AppointmentId { get; init; }

    public required Moment StartsAt { get; init; }

    /// <summary>Known from here on; null where the export does not say.</summary>
    public Moment? BookedAt { get; init; }

    public required AppointmentStatus Status { get; init; }

    public CancelledBy? CancelledBy { get; init; }

    /// <summary>When the status became known; null means at <see cref="StartsAt"/>, and that lateness is not known.</summary>
    public Moment? StatusAt { get; init; }

    public Delivery? Delivery { get; init; }

    public string? TherapistId { get; init; }

    public double? DurationMinutes { get; init; }

    public Moment? ReminderSentAt { get; init; }

    public Moment? ConfirmedAt { get; init; }

    /// <summary>True for everything that stands or stood in the diary: not offers, waiting lists or mistakes.</summary>
    public bool IsBooking => Status is not (AppointmentStatus.NotABooking or AppointmentStatus.EnteredInError);

    /// <summary>True once it is settled what became of it.</summary>
    public bool HasOutcome => Status is AppointmentStatus.Fulfilled or AppointmentStatus.NoShow or AppointmentStatus.Cancelled;

    /// <summary>UTC ticks from which the outcome is known; meaningful only with <see cref="HasOutcome"/>.</summary>
    public long OutcomeKnownTicks => (StatusAt ?? StartsAt).Ticks;

    /// <summary>
    /// UTC ticks from which the appointment is known to exist: when it was booked, and at the latest at its start or with its outcome. The same
    /// before and after the outcome is known, so that folding up to an instant and cutting the episode there agree.
    /// </summary>
    public long KnownTicks
    {
        get
        {
            var known = BookedAt is { } booked ? Math.Min(booked.Ticks, StartsAt.Ticks) : StartsAt.Ticks;
            return HasOutcome ? Math.Min(known, OutcomeKnownTicks) : known;
        }
    }
}
