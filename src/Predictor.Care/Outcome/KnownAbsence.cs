using Predictor.Care.Episodes;
using Predictor.Care.Time;

namespace Predictor.Care.Outcome;

/// <summary>
/// Tells whether, by what is known at an instant, the client counts as gone: the last anchor known then lies a whole inactivity limit back.
/// An episode's spells say the same with hindsight; they differ where a session or an end was recorded late, and a landmark must not
/// exist for what nobody knew then. Instants are asked for in ascending order, while no end is known.
/// </summary>
public sealed class KnownAbsence
{
    private readonly Episode _episode;
    private readonly OutcomeOptions _options;
    private readonly ClinicCalendar _calendar;
    private readonly (long Known, long Start)[] _sessions;
    private int _next;
    private long? _lastSession;

    public KnownAbsence(Episode episode, OutcomeOptions options, ClinicCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(episode);
        _episode = episode;
        _options = options;
        _calendar = calendar;
        // A session brings a client back at its start, and only once it is known.
        _sessions = [.. episode.Appointments.Where(a => a.Status == AppointmentStatus.Fulfilled).Select(a => (Math.Max(a.OutcomeKnownTicks, a.StartsAt.Ticks), a.StartsAt.Ticks)).Order()];
    }

    /// <summary>True where the client counts as gone by what is known at an instant in UTC ticks.</summary>
    public bool IsGoneAt(long ticks)
    {
        for (; _next < _sessions.Length && _sessions[_next].Known <= ticks; _next++)
        {
            if (!(_sessions[_next].Start <= _lastSession)) _lastSession = _sessions[_next].Start;
        }

        return (_lastSession ?? FirstAppointment(ticks)) is { } anchor && _calendar.AddDays(anchor, _options.InactivityDays) <= ticks;
    }

    /// <summary>The first appointment known at an instant that the clinic is not known to have cancelled by then.</summary>
    private long? FirstAppointment(long ticks)
    {
        long? first = null;
        foreach (var appointment in _episode.Appointments)
        {
            if (!appointment.IsBooking || appointment.KnownTicks > ticks || appointment.StartsAt.Ticks >= first) continue;
            var isOff = appointment is { Status: AppointmentStatus.Cancelled, CancelledBy: CancelledBy.Clinic } && appointment.OutcomeKnownTicks <= ticks;
            if (!isOff) first = appointment.StartsAt.Ticks;
        }

        return first;
    }
}
