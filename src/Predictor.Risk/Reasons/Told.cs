using Predictor.Care.Episodes;
using Predictor.Care.Instruments;
using Predictor.Care.Time;
using Predictor.Risk.Features;
using Predictor.Risk.Features.State;

namespace Predictor.Risk.Reasons;

/// <summary>What a sentence may draw on: the value of its feature, and what lies behind it. All of it is known at the instant of the score.</summary>
/// <param name="Value">The feature's number, or the code of its category; NaN where it is missing.</param>
/// <param name="Category">The name of the category; null for a number and where it is missing.</param>
/// <param name="State">Folded up to the instant, over the episode as known then.</param>
internal readonly record struct Told(double Value, string? Category, FeatureState State)
{
    /// <summary>True for a value above zero: counts, and yes.</summary>
    public bool IsSome => Value > 0;

    /// <summary>The day on which an appointment with this outcome last was; null where none was.</summary>
    public string? LastDay(AppointmentStatus status)
    {
        Appointment? last = null;
        foreach (var appointment in State.Episode.Appointments)
        {
            if (appointment.Status == status && (last is null || appointment.StartsAt.Ticks >= last.StartsAt.Ticks)) last = appointment;
        }

        return last is null ? null : Day(last.StartsAt);
    }

    /// <summary>The day of the last payment event of a kind; null where there was none.</summary>
    public string? LastDay(PaymentKind kind)
    {
        Payment? last = null;
        foreach (var payment in State.Episode.Payments ?? [])
        {
            if (payment.Kind == kind && (last is null || payment.OccurredAt.Ticks >= last.OccurredAt.Ticks)) last = payment;
        }

        return last is null ? null : Day(last.OccurredAt);
    }

    /// <summary>The day of the next appointment; null where none is booked.</summary>
    public string? NextDay => State.Next is { } next ? Day(next.StartsAt) : null;

    /// <summary>The last score that the features of a family read, as <c>24 of 40 on the SRS, 16 February 2026</c>; null before the first.</summary>
    public string? LastScore(InstrumentKind kind)
    {
        (Measure Measure, Instrument Instrument)? last = null;
        foreach (var measure in State.Episode.Measures ?? [])
        {
            if (GenericMeasure.IsGeneric(measure, State.Instruments, out var instrument) || instrument.Kind != kind) continue;
            if (kind == InstrumentKind.Alliance && string.Equals(measure.Rater, "therapist", StringComparison.OrdinalIgnoreCase)) continue;
            if (last is null || measure.TakenAt.Ticks >= last.Value.Measure.TakenAt.Ticks) last = (measure, instrument);
        }

        return last is not ({ } scored, { } used) ? null : $"{Phrase.Number(scored.Score)} of {Phrase.Number(used.Maximum)} on the {used.Name}, {Day(scored.TakenAt)}";
    }

    /// <summary>The calendar day of a moment in the clinic's zone, in words.</summary>
    private string Day(Moment moment) => Phrase.Day(State.Calendar.DayOf(moment));
}
