using Predictor.Care.Episodes;
using Predictor.Care.Outcome;
using Predictor.Care.Time;

namespace Predictor.Risk.Landmarks;

/// <summary>
/// When an episode is judged: at each distinct instant at which an appointment's outcome became known, and every seven days of silence
/// since the last landmark; not while the client counts as gone by what is known then, and not once the end is known.
/// </summary>
public static class LandmarkSchedule
{
    private const int SilentDays = 7;

    /// <summary>The landmarks of an episode up to the cut, ascending.</summary>
    /// <param name="episode">The episode as known at the cut.</param>
    /// <param name="options">What counts as gone.</param>
    /// <param name="calendar">The clinic's calendar, in which weeks are counted.</param>
    /// <param name="cutTicks">UTC ticks up to which the data tell (inclusive).</param>
    public static List<Landmark> Of(Episode episode, OutcomeOptions options, ClinicCalendar calendar, long cutTicks)
    {
        ArgumentNullException.ThrowIfNull(episode);
        ArgumentNullException.ThrowIfNull(calendar);
        var absence = new KnownAbsence(episode, options, calendar);
        var start = episode.StartedOn.EarliestTicks;
        var end = episode.End?.KnownTicks ?? long.MaxValue;
        var landmarks = new List<Landmark>();
        // Silence is counted from the last landmark, and before the first one from the first booking: a client on a waiting list is not silent.
        long? silentSince = FirstBooking(episode) is { } booking ? Math.Max(start, booking) : null;
        foreach (var outcome in Outcomes(episode))
        {
            if (outcome.Ticks < start) continue;
            if (outcome.Ticks > cutTicks || outcome.Ticks >= end) break;
            AddSilent(outcome.Ticks);
            if (absence.IsGoneAt(outcome.Ticks)) continue;
            landmarks.Add(outcome);
            silentSince = outcome.Ticks;
        }

        AddSilent(Math.Min(end, cutTicks == long.MaxValue ? cutTicks : cutTicks + 1));
        return landmarks;

        void AddSilent(long before)
        {
            while (silentSince is { } since)
            {
                var next = calendar.AddDays(since, SilentDays);
                if (next >= before) return;
                if (absence.IsGoneAt(next))
                {
                    silentSince = null;
                    return;
                }

                landmarks.Add(new Landmark(next, LandmarkKind.Silent));
                silentSince = next;
            }
        }
    }

    private static long? FirstBooking(Episode episode)
    {
        long? first = null;
        foreach (var appointment in episode.Appointments)
        {
            if (appointment.IsBooking && !(appointment.KnownTicks >= first)) first = appointment.KnownTicks;
        }

        return first;
    }

    /// <summary>The instants at which outcomes became known, ascending, each once.</summary>
    private static List<Landmark> Outcomes(Episode episode)
    {
        var all = new List<Landmark>(episode.Appointments.Count);
        foreach (var appointment in episode.Appointments)
        {
            if (appointment.HasOutcome) all.Add(new Landmark(appointment.OutcomeKnownTicks, KindOf(appointment.Status)));
        }

        all.Sort((x, y) => x.Ticks != y.Ticks ? x.Ticks.CompareTo(y.Ticks) : x.Kind.CompareTo(y.Kind));
        var distinct = new List<Landmark>(all.Count);
        foreach (var landmark in all)
        {
            if (distinct.Count == 0 || distinct[^1].Ticks != landmark.Ticks) distinct.Add(landmark);
        }

        return distinct;
    }

    private static LandmarkKind KindOf(AppointmentStatus status) => status switch
    {
        AppointmentStatus.Fulfilled => LandmarkKind.Attended,
        AppointmentStatus.NoShow => LandmarkKind.Missed,
        _ => LandmarkKind.Cancelled,
    };
}
