using Predictor.Care.Episodes;
using Predictor.Care.Outcome;
using Predictor.Care.Time;

namespace Predictor.Risk.Landmarks;

/// <summary>Labels the landmarks of one episode: "has left, or leaves within the horizon".</summary>
public sealed class Labeller
{
    private readonly Attendance _attendance;
    private readonly IReadOnlyList<GoneSpell> _spells;
    private readonly ClinicCalendar _calendar;
    private readonly int _inactivityDays;
    private readonly long _closingKnown;

    public Labeller(Episode episode, Attendance attendance, IReadOnlyList<GoneSpell> spells, OutcomeOptions options, ClinicCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(episode);
        ArgumentNullException.ThrowIfNull(options);
        _attendance = attendance;
        _spells = spells;
        _calendar = calendar;
        _inactivityDays = options.InactivityDays;
        _closingKnown = episode.End is { IsClosing: true } end ? end.KnownTicks : long.MaxValue;
    }

    /// <summary>
    /// The label at an instant t. It is 1 if some gone spell has g at or before t+h and k after t, known at k. Else it is 0, known once a session after
    /// t+h or a closing end is known, and never later than t+h+I.
    /// </summary>
    public LandmarkLabel At(long ticks, int horizonDays)
    {
        var horizon = _calendar.AddDays(ticks, horizonDays);
        var gone = long.MaxValue;
        foreach (var spell in _spells)
        {
            if (spell.AnchorTicks > horizon) break;
            if (spell.KnownTicks > ticks) gone = Math.Min(gone, spell.KnownTicks);
        }

        if (gone != long.MaxValue) return new LandmarkLabel(1, gone);
        var latest = _calendar.AddDays(ticks, horizonDays + _inactivityDays);
        var session = _attendance.SessionAfterKnownAt(horizon) ?? long.MaxValue;
        return new LandmarkLabel(0, Math.Min(latest, Math.Min(session, _closingKnown)));
    }

    /// <summary>True where no gone spell has begun at an instant, so that the outcome is still open.</summary>
    public bool IsNotYetGone(long ticks)
    {
        foreach (var spell in _spells)
        {
            if (spell.IsUnderWayAt(ticks)) return false;
        }

        return true;
    }
}
