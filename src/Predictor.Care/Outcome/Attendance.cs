using Predictor.Care.Episodes;

namespace Predictor.Care.Outcome;

/// <summary>The sessions and anchors of an episode, from which the outcome is told. All times in UTC ticks.</summary>
public sealed class Attendance
{
    private readonly long[] _sessions;
    private readonly long[] _earliestKnownFrom;

    private Attendance(long[] sessions, long[] earliestKnownFrom, long[] anchors)
    {
        _sessions = sessions;
        _earliestKnownFrom = earliestKnownFrom;
        Anchors = anchors;
    }

    /// <summary>The starts of the attended sessions, ascending.</summary>
    public IReadOnlyList<long> Sessions => _sessions;

    /// <summary>
    /// The start of the first appointment that the clinic did not cancel, until a session is attended; then the start of each attended
    /// session. Ascending; empty where there is no such appointment, and then the episode has no outcome.
    /// </summary>
    public IReadOnlyList<long> Anchors { get; }

    /// <summary>Reads the sessions of an episode.</summary>
    public static Attendance Of(Episode episode)
    {
        ArgumentNullException.ThrowIfNull(episode);
        var attended = new List<(long Start, long Known)>();
        var first = long.MaxValue;
        foreach (var appointment in episode.Appointments)
        {
            if (!appointment.IsBooking) continue;
            var start = appointment.StartsAt.Ticks;
            if (!(appointment.Status == AppointmentStatus.Cancelled && appointment.CancelledBy == CancelledBy.Clinic)) first = Math.Min(first, start);
            if (appointment.Status == AppointmentStatus.Fulfilled) attended.Add((start, appointment.OutcomeKnownTicks));
        }

        attended.Sort();
        var sessions = attended.Select(s => s.Start).ToArray();
        var earliestKnownFrom = new long[sessions.Length];
        var earliest = long.MaxValue;
        for (var i = sessions.Length - 1; i >= 0; i--) earliestKnownFrom[i] = earliest = Math.Min(earliest, attended[i].Known);

        return new Attendance(sessions, earliestKnownFrom, AnchorsOf(first, sessions));
    }

    /// <summary>When it is first known that some session was attended strictly after an instant; null where none was.</summary>
    public long? SessionAfterKnownAt(long ticks) => IndexAfter(ticks) is var i && i < _sessions.Length ? _earliestKnownFrom[i] : null;

    private static long[] AnchorsOf(long first, long[] sessions)
    {
        if (first == long.MaxValue) return [];
        var anchors = new List<long>(sessions.Length + 1);
        if (sessions.Length == 0 || first < sessions[0]) anchors.Add(first);
        foreach (var session in sessions)
        {
            if (anchors.Count == 0 || session > anchors[^1]) anchors.Add(session);
        }

        return [.. anchors];
    }

    private int IndexAfter(long ticks)
    {
        int low = 0, high = _sessions.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_sessions[middle] > ticks) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
