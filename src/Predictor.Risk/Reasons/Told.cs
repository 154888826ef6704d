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

    /// <summary>The appointment with this outcome that started last; null where there is none.</summary>
    public Appointment? Last(AppointmentStatus status)
    {
        Appointment? last = null;
        foreach (var appointment in State.Episode.Appointments)
        {
            if (appointment.Status == status && (last is null || (appointment.StartsAt, appointment.AppointmentId).CompareTo((last.StartsAt, last.AppointmentId)) > 0)) last = appointment;
        }

        return last;
    }

    /// <summary>The appointment whose outcome became known last; null where there is none.</summary>
    public Appointment? LastSettled => State.Episode.Appointments.Where(a => a.HasOutcome).MaxBy(a => (a.OutcomeKnownTicks, a.StartsAt, a.AppointmentId));

    /// <summary>How many appointments with this outcome started in the last days, whenever the outcome was recorded.</summary>
    public int Started(AppointmentStatus status, int days)
    {
        var since = State.Now - (days * TimeSpan.TicksPerDay);
        return State.Episode.Appointments.Count(a => a.Status == status && a.StartsAt.Ticks > since);
    }

    /// <summary>The last payment event of a kind; null where there was none.</summary>
    public Payment? Last(PaymentKind kind) => (State.Episode.Payments ?? []).Where(p => p.Kind == kind).MaxBy(p => p.OccurredAt);

    /// <summary>The day of the next appointment in words; null where none is booked.</summary>
    public string? NextDay => State.Next is { } next ? Day(next.StartsAt) : null;

    /// <summary>The last score that the features of a family read, as <c>24 of 40 on the SRS (higher is better), 16 February 2026</c>; null before the first.</summary>
    public string? LastScore(InstrumentKind kind)
    {
        (Measure Measure, Instrument Instrument)? last = null;
        foreach (var measure in State.Episode.Measures ?? [])
        {
            if (GenericMeasure.IsGeneric(measure, State.Instruments, out var instrument) || instrument.Kind != kind) continue;
            if (kind == InstrumentKind.Alliance && string.Equals(measure.Rater, "therapist", StringComparison.OrdinalIgnoreCase)) continue;
            if (last is null || measure.TakenAt.Ticks >= last.Value.Measure.TakenAt.Ticks) last = (measure, instrument);
        }

        if (last is not ({ } scored, { } used)) return null;
        var direction = kind == InstrumentKind.Alliance ? "" : used.HigherIsBetter ? " (higher is better)" : " (higher is worse)";
        return $"{Phrase.Number(scored.Score)} of {Phrase.Number(used.Maximum)} on the {used.Name}{direction}, {Day(scored.TakenAt)}";
    }

    /// <summary>The calendar day of a moment in the clinic's zone, in words.</summary>
    public string Day(Moment moment) => Phrase.Day(State.Calendar.DayOf(moment));

    /// <summary>How long ago a moment was, in calendar days of the clinic's zone: <c>today</c>, <c>yesterday</c>, <c>12 days ago</c>.</summary>
    public string Ago(Moment moment) => Phrase.Ago(Today.DayNumber - State.Calendar.DayOf(moment).DayNumber);

    /// <summary>How long ago something became known.</summary>
    /// <param name="knownTicks">UTC ticks; null as for never, which is not asked for.</param>
    public string Ago(long? knownTicks) => Phrase.Ago(DaysSince(knownTicks ?? State.Now));

    /// <summary>Calendar days since something became known.</summary>
    public int DaysSince(long knownTicks) => Today.DayNumber - DayOfKnown(knownTicks).DayNumber;

    /// <summary>Calendar days from one moment to another.</summary>
    public int Between(Moment from, Moment to) => State.Calendar.DayOf(to).DayNumber - State.Calendar.DayOf(from).DayNumber;

    /// <summary>Calendar days until the next appointment; null where none is booked.</summary>
    public int? DaysToNext => State.Next is { } next ? State.Calendar.DayOf(next.StartsAt).DayNumber - Today.DayNumber : null;

    private DateOnly Today => DayOfKnown(State.Now);

    /// <summary>What a bare day tells is known at its end, which is the first tick of the next day.</summary>
    private DateOnly DayOfKnown(long ticks) => State.Calendar.DayOf(Moment.At(ticks - 1));
}
