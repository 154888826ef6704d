using Predictor.Simulation.Course;

namespace Predictor.Simulation.Records;

/// <summary>Writes down what an export would tell of one episode, up to the cut.</summary>
internal sealed class Recorder(int cut)
{
    private int _now;

    public List<AppointmentRecord> Appointments { get; } = [];

    public List<MeasureRecord> Measures { get; } = [];

    public List<PaymentRecord> Payments { get; } = [];

    public List<ContactRecord> Contacts { get; } = [];

    /// <summary>The end, where it is known by the cut.</summary>
    public EndRecord? End { get; private set; }

    public void Booked(int now, int startsAt, Delivery delivery) => Appointments.Add(new AppointmentRecord { BookedAt = now, StartsAt = startsAt, Delivery = delivery });

    public void Reminded(int now) => Appointments[^1].RemindedAt = now;

    public void Confirmed(int now) => Appointments[^1].ConfirmedAt = now + (2 * Clock.Hour) <= cut ? now + Clock.Hour : null;

    /// <summary>The outcome of the last appointment; what is recorded next belongs to it.</summary>
    public void Outcome(string status, int now, bool isByClinic)
    {
        _now = now;
        var appointment = Appointments[^1];
        appointment.Status = status;
        appointment.StatusAt = now;
        appointment.IsCancelledByClinic = isByClinic;
    }

    public void Measure(string instrument, string rater, string scale, double score) => Measures.Add(new MeasureRecord(_now, instrument, rater, scale, score));

    public void Payment(string kind, int? amount, int? dueAt) => Payments.Add(new PaymentRecord(_now, kind, amount, dueAt));

    public void Contact(string channel, string purpose, int at, bool isAnswered)
    {
        if (at <= cut) Contacts.Add(new ContactRecord(at, channel, purpose, isAnswered));
    }

    public void Ended(EndKind kind, int now, int recordedAt)
    {
        if (recordedAt <= cut) End = new EndRecord(kind, now, recordedAt);
    }
}
