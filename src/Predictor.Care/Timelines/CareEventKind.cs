namespace Predictor.Care.Timelines;

/// <summary>
/// What became known. The order is that of events known at the same instant: an appointment is known before what becomes of it.
/// </summary>
public enum CareEventKind
{
    Booked,
    ReminderSent,
    Confirmed,
    Outcome,
    Measured,
    Paid,
    Contacted,
    ContactAnswered,
    Ended,
}
