using Predictor.Care.Episodes;
using Predictor.Care.Time;

namespace Predictor.Care.Outcome;

/// <summary>The definition of dropout: which anchors of an episode start a gone spell.</summary>
public static class GoneSpells
{
    /// <summary>
    /// The gone spells of an episode, by anchor. An anchor g starts one if no session is attended in (g, g+I] and no closing end lies at or
    /// before g+I; or if g is the last anchor and the end is <see cref="EndReason.ClientStopped"/>. Whether a spell can be known yet is for the caller to
    /// see from <see cref="GoneSpell.KnownTicks"/>: near the end of the data an anchor has a spell here that time may still disprove.
    /// </summary>
    /// <remarks>
    /// A closing end before the anchor counts too: it is possible only while waiting for a first appointment, and a client who moved away
    /// before it has not dropped out.
    /// </remarks>
    public static IReadOnlyList<GoneSpell> Of(Episode episode, Attendance attendance, OutcomeOptions options, ClinicCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(episode);
        ArgumentNullException.ThrowIfNull(attendance);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(calendar);
        var anchors = attendance.Anchors;
        if (anchors.Count == 0) return [];

        List<GoneSpell>? spells = null;
        var closing = episode.End is { IsClosing: true } end ? end.EndedOn.Ticks : long.MaxValue;
        for (var i = 0; i < anchors.Count; i++)
        {
            var limit = calendar.AddDays(anchors[i], options.InactivityDays);
            var isLast = i == anchors.Count - 1;
            long? next = isLast ? null : anchors[i + 1];
            var stopped = isLast && episode.End is { Reason: EndReason.ClientStopped } ? episode.End : null;
            var inactive = !(next <= limit) && closing > limit;
            if (!inactive && stopped is null) continue;
            var known = stopped is null ? limit : Math.Min(limit, stopped.KnownTicks);
            (spells ??= []).Add(new GoneSpell(anchors[i], known, next));
        }

        return spells ?? (IReadOnlyList<GoneSpell>)[];
    }
}
