using Predictor.Care.Episodes;

namespace Predictor.Risk.Features.State;

/// <summary>What became of the appointments so far.</summary>
internal sealed class AttendanceState
{
    /// <summary>An outcome counts this much of the one after it, so that the weighted miss rate looks back about three appointments.</summary>
    private const double Fading = 0.7;

    private readonly Recent _misses28 = new(28);
    private readonly Recent _misses90 = new(90);
    private readonly Recent _attended28 = new(28);
    private readonly Recent _attended56 = new(56);
    private readonly Recent _clientCancellations28 = new(28);
    private readonly Recent _clientCancellations90 = new(90);
    private readonly Recent _clinicCancellations90 = new(90);
    private readonly Recent _lateCancellations90 = new(90);
    private int _cancellationsBySomeone;
    private int _cancellationsTimed;
    private double _fadedMisses;
    private double _fadedAll;

    public int Attended { get; private set; }

    public int Missed { get; private set; }

    public int Cancelled { get; private set; }

    public int MissesInARow { get; private set; }

    /// <summary>Misses and cancellations by the client since the last attended session.</summary>
    public int NotAttendedInARow { get; private set; }

    public int AttendedInARow { get; private set; }

    public int MissesBeforeThird { get; private set; }

    public string? LastOutcome { get; private set; }

    /// <summary>Start of the latest attended session in UTC ticks; null before the first.</summary>
    public long? LastAttended { get; private set; }

    public long? FirstAttended { get; private set; }

    public long? LastMissed { get; private set; }

    public void Apply(Appointment appointment, long known, double lateNoticeHours)
    {
        switch (appointment.Status)
        {
            case AppointmentStatus.Fulfilled:
                Attend(appointment.StartsAt.Ticks, known);
                break;
            case AppointmentStatus.NoShow:
                Miss(appointment.StartsAt.Ticks, known);
                break;
            case AppointmentStatus.Cancelled:
                Cancel(appointment, known, lateNoticeHours);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(appointment), appointment.Status, "Only an appointment with an outcome can be applied.");
        }
    }

    public int Misses28(long now) => _misses28.Count(now);

    public int Misses90(long now) => _misses90.Count(now);

    public int Attended28(long now) => _attended28.Count(now);

    /// <summary>Sessions attended in the four weeks before the last four.</summary>
    public int AttendedBefore28(long now) => _attended56.Count(now) - _attended28.Count(now);

    /// <summary>NaN where cancellations never say by whom.</summary>
    public double ClientCancellations28(long now) => BySomeone(_clientCancellations28.Count(now));

    /// <summary>NaN where cancellations never say by whom.</summary>
    public double ClientCancellations90(long now) => BySomeone(_clientCancellations90.Count(now));

    /// <summary>NaN where cancellations never say by whom.</summary>
    public double ClinicCancellations90(long now) => BySomeone(_clinicCancellations90.Count(now));

    /// <summary>NaN where cancellations never say when or by whom.</summary>
    public double LateCancellations90(long now) => Cancelled > 0 && _cancellationsTimed == 0 ? double.NaN : BySomeone(_lateCancellations90.Count(now));

    /// <summary>Misses among sessions that were to take place; NaN before the first.</summary>
    public double MissRate => Attended + Missed == 0 ? double.NaN : Missed / (double)(Attended + Missed);

    /// <summary>The miss rate with recent appointments counting more; NaN before the first.</summary>
    public double RecentMissRate => _fadedAll > 0 ? _fadedMisses / _fadedAll : double.NaN;

    private double BySomeone(int count) => Cancelled > 0 && _cancellationsBySomeone == 0 ? double.NaN : count;

    private void Attend(long start, long known)
    {
        Attended++;
        AttendedInARow++;
        MissesInARow = 0;
        NotAttendedInARow = 0;
        LastAttended = LastAttended > start ? LastAttended : start;
        FirstAttended = FirstAttended < start ? FirstAttended : start;
        LastOutcome = "attended";
        _attended28.Add(known);
        _attended56.Add(known);
        Fade(miss: 0);
    }

    private void Miss(long start, long known)
    {
        Missed++;
        AttendedInARow = 0;
        MissesInARow++;
        NotAttendedInARow++;
        if (Attended < 3) MissesBeforeThird++;
        LastMissed = LastMissed > start ? LastMissed : start;
        LastOutcome = "missed";
        _misses28.Add(known);
        _misses90.Add(known);
        Fade(miss: 1);
    }

    private void Cancel(Appointment appointment, long known, double lateNoticeHours)
    {
        Cancelled++;
        if (appointment.StatusAt is not null) _cancellationsTimed++;
        if (appointment.CancelledBy is not null) _cancellationsBySomeone++;
        if (appointment.CancelledBy == CancelledBy.Clinic)
        {
            LastOutcome = "cancelled-by-clinic";
            _clinicCancellations90.Add(known);
            return;
        }

        LastOutcome = "cancelled";
        if (appointment.CancelledBy != CancelledBy.Client) return;
        LastOutcome = "cancelled-by-client";
        NotAttendedInARow++;
        _clientCancellations28.Add(known);
        _clientCancellations90.Add(known);
        if (appointment.StatusAt is { } told && appointment.StartsAt.Ticks - told.Ticks < lateNoticeHours * TimeSpan.TicksPerHour) _lateCancellations90.Add(known);
    }

    private void Fade(double miss)
    {
        _fadedMisses = (_fadedMisses * Fading) + miss;
        _fadedAll = (_fadedAll * Fading) + 1;
    }
}
