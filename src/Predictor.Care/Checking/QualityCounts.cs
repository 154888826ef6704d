using System.Runtime.InteropServices;
using Predictor.Care.Episodes;

namespace Predictor.Care.Checking;

/// <summary>What is counted of episodes in one pass. All are whole numbers, so that parts can be added in any order.</summary>
internal sealed class QualityCounts
{
    private readonly int[] _byStatus = new int[Enum.GetValues<AppointmentStatus>().Length];
    private readonly Dictionary<(string Name, string? Scale), InstrumentCount> _instruments = [];
    private int _ahead;
    private int _cancelledByClinic;
    private int _cancelledByClient;
    private int _cancelledByUnknown;
    private int _cancelledInTimeKnown;
    private int _usable;
    private int _withoutAppointments;
    private int _withoutBookings;
    private int _allCancelledByClinic;

    /// <summary>How often each instrument and scale occurs.</summary>
    public IReadOnlyDictionary<(string Name, string? Scale), InstrumentCount> Instruments => _instruments;

    /// <summary>Counts an episode.</summary>
    /// <param name="episode">The episode.</param>
    /// <param name="latestKnown">UTC ticks after which a booking lies ahead.</param>
    public void Add(Episode episode, long latestKnown)
    {
        int bookings = 0, byClinic = 0;
        foreach (var appointment in episode.Appointments)
        {
            _byStatus[(int)appointment.Status]++;
            if (appointment.IsBooking) bookings++;
            if (appointment.Status == AppointmentStatus.Booked && appointment.StartsAt.Ticks > latestKnown) _ahead++;
            if (appointment.Status != AppointmentStatus.Cancelled) continue;
            if (appointment.CancelledBy == CancelledBy.Clinic) byClinic++;
            else AddCancellation(appointment);
        }

        _cancelledByClinic += byClinic;
        if (episode.Appointments.Count == 0) _withoutAppointments++;
        else if (bookings == 0) _withoutBookings++;
        else if (bookings == byClinic) _allCancelledByClinic++;
        else _usable++;
        if (episode.Measures is { } measures) AddMeasures(measures);
    }

    /// <summary>Adds the counts of other episodes.</summary>
    public void Add(QualityCounts other)
    {
        for (var i = 0; i < _byStatus.Length; i++) _byStatus[i] += other._byStatus[i];
        _ahead += other._ahead;
        _cancelledByClinic += other._cancelledByClinic;
        _cancelledByClient += other._cancelledByClient;
        _cancelledByUnknown += other._cancelledByUnknown;
        _cancelledInTimeKnown += other._cancelledInTimeKnown;
        _usable += other._usable;
        _withoutAppointments += other._withoutAppointments;
        _withoutBookings += other._withoutBookings;
        _allCancelledByClinic += other._allCancelledByClinic;
        foreach (var (key, count) in other._instruments)
        {
            ref var own = ref CollectionsMarshal.GetValueRefOrAddDefault(_instruments, key, out _);
            own = new InstrumentCount(own.Scores + count.Scores, own.Episodes + count.Episodes);
        }
    }

    public AttendanceQuality ToAttendance()
    {
        var couldBeLate = _cancelledByClient + _cancelledByUnknown;
        return new AttendanceQuality
        {
            Appointments = _byStatus.Sum(),
            Attended = CountOf(AppointmentStatus.Fulfilled),
            Missed = CountOf(AppointmentStatus.NoShow),
            CancelledByClient = _cancelledByClient,
            CancelledByClinic = _cancelledByClinic,
            CancelledByUnknown = _cancelledByUnknown,
            PastWithoutOutcome = CountOf(AppointmentStatus.Booked) - _ahead,
            Ahead = _ahead,
            NotBookings = CountOf(AppointmentStatus.NotABooking),
            EnteredInError = CountOf(AppointmentStatus.EnteredInError),
            LatenessKnown = couldBeLate == 0 ? null : (double)_cancelledInTimeKnown / couldBeLate,
        };
    }

    public UsabilityQuality ToUsability()
    {
        var episodes = _usable + _withoutAppointments + _withoutBookings + _allCancelledByClinic;
        return new UsabilityQuality(_usable, _withoutAppointments, _withoutBookings, _allCancelledByClinic, episodes == 0 ? null : (double)_usable / episodes);
    }

    private void AddCancellation(Appointment appointment)
    {
        if (appointment.CancelledBy is null) _cancelledByUnknown++;
        else _cancelledByClient++;
        if (appointment.StatusAt is not null) _cancelledInTimeKnown++;
    }

    private void AddMeasures(IReadOnlyList<Measure> measures)
    {
        // An episode has few instruments: comparing with each costs less than hashing every score.
        var own = new List<(string Name, string? Scale, int Scores)>();
        foreach (var measure in measures)
        {
            var at = 0;
            while (at < own.Count && (own[at].Name != measure.Instrument || own[at].Scale != measure.Scale)) at++;
            if (at == own.Count) own.Add((measure.Instrument, measure.Scale, 1));
            else own[at] = own[at] with { Scores = own[at].Scores + 1 };
        }

        foreach (var (name, scale, scores) in own)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_instruments, (name, scale), out _);
            count = new InstrumentCount(count.Scores + scores, count.Episodes + 1);
        }
    }

    private int CountOf(AppointmentStatus status) => _byStatus[(int)status];
}
