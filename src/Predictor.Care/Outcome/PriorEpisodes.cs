using Predictor.Care.Episodes;
using Predictor.Care.Time;
using Predictor.Care.Timelines;

namespace Predictor.Care.Outcome;

/// <summary>Counts each client's earlier episodes and dropouts as they were known when an episode started.</summary>
public static class PriorEpisodes
{
    /// <summary>
    /// The same episodes with <see cref="Episode.PriorEpisodes"/> and <see cref="Episode.PriorDropouts"/> counted where an earlier episode of the same
    /// client is among them. Elsewhere the given values stay: no earlier episode in the data does not prove that there was none.
    /// </summary>
    public static IReadOnlyList<Episode> Count(IReadOnlyList<Episode> episodes, OutcomeOptions options, ClinicCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        var byClient = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < episodes.Count; i++)
        {
            if (!byClient.TryGetValue(episodes[i].ClientId, out var own)) byClient.Add(episodes[i].ClientId, own = []);
            own.Add(i);
        }

        var counted = episodes.ToArray();
        foreach (var own in byClient.Values.Where(o => o.Count > 1))
        {
            foreach (var i in own)
            {
                var start = episodes[i].StartedOn.EarliestTicks;
                var earlier = own.Where(j => episodes[j].StartedOn.EarliestTicks < start).ToList();
                if (earlier.Count == 0) continue;
                var dropouts = earlier.Count(j => IsKnownDropout(episodes[j], start, options, calendar));
                counted[i] = episodes[i] with { PriorEpisodes = earlier.Count, PriorDropouts = dropouts };
            }
        }

        return counted;
    }

    private static bool IsKnownDropout(Episode episode, long ticks, OutcomeOptions options, ClinicCalendar calendar)
    {
        var known = AsOf.Known(episode, ticks);
        return GoneSpells.Of(known, Attendance.Of(known), options, calendar).Any(s => s.IsKnownAt(ticks));
    }
}
