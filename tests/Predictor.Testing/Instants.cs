using Predictor.Care.Episodes;
using Predictor.Care.Time;

namespace Predictor.Testing;

/// <summary>The instants at which something about an episode may turn: where mistakes of order and of edges show.</summary>
public static class Instants
{
    /// <summary>Every time an episode mentions (first and last ticks of bare days), the tick before and the tick after; ascending, each once.</summary>
    public static long[] Around(Episode episode)
    {
        ArgumentNullException.ThrowIfNull(episode);
        return [.. Mentioned(episode).SelectMany(m => new[] { m.EarliestTicks, m.Ticks }).SelectMany(t => new[] { t - 1, t, t + 1 }).Distinct().Order()];
    }

    /// <summary>So many of them, drawn by a seed; ascending.</summary>
    public static long[] Some(Episode episode, int count, int seed)
    {
        var all = Around(episode);
        new Random(seed).Shuffle(all);
        return [.. all.Take(count).Order()];
    }

    private static IEnumerable<Moment> Mentioned(Episode episode) =>
        new Moment?[] { episode.StartedOn, episode.ReferredOn, episode.End?.EndedOn, episode.End?.RecordedAt }
            .Concat(episode.Appointments.SelectMany(a => new[] { a.StartsAt, a.BookedAt, a.StatusAt, a.ReminderSentAt, a.ConfirmedAt }))
            .Concat((episode.Measures ?? []).Select(m => (Moment?)m.TakenAt))
            .Concat((episode.Payments ?? []).SelectMany(p => new[] { p.OccurredAt, p.DueOn }))
            .Concat((episode.Contacts ?? []).SelectMany(c => new[] { c.OccurredAt, c.AnsweredAt }))
            .OfType<Moment>();
}
