using Predictor.Simulation.Records;

namespace Predictor.Simulation.Truth;

/// <summary>
/// When an episode is judged: at each distinct moment at which an appointment's outcome became known, and every seven days of silence; not while the client
/// counts as gone, and not once the end is known. The rule of the export's contract for data in which everything is known as it happens.
/// </summary>
internal static class LandmarkTimes
{
    /// <summary>The landmarks in minutes, ascending.</summary>
    public static List<int> Of(Recorder records, int startedAt, int inactivityDays, int cut)
    {
        var inactivity = inactivityDays * Clock.Day;
        var start = Clock.DayOf(startedAt) * Clock.Day;
        var end = records.End?.RecordedAt ?? int.MaxValue;
        var anchor = records.Appointments[0].StartsAt;
        int[] sessions = [.. records.Appointments.Where(a => a.Status == "fulfilled").Select(a => a.StartsAt)];
        var silentSince = Math.Max(start, records.Appointments[0].BookedAt);
        var landmarks = new List<int>();
        foreach (var outcome in records.Appointments.Where(a => a.StatusAt <= cut && a.StatusAt < end).Select(a => a.StatusAt!.Value).Distinct().Order())
        {
            AddSilent(outcome);
            if (IsGone(outcome)) continue;
            landmarks.Add(outcome);
            silentSince = outcome;
        }

        AddSilent(Math.Min(end, cut + 1));
        return landmarks;

        void AddSilent(int before)
        {
            while (silentSince + Clock.Week < before && !IsGone(silentSince + Clock.Week))
            {
                silentSince += Clock.Week;
                landmarks.Add(silentSince);
            }
        }

        bool IsGone(int at)
        {
            var last = Array.FindLastIndex(sessions, s => s <= at);
            return at >= (last >= 0 ? sessions[last] : anchor) + inactivity;
        }
    }
}
