using Predictor.Care.Episodes;
using Predictor.Care.Time;

namespace Predictor.Care.Reading;

/// <summary>The latest time at which anything became known.</summary>
internal static class LatestKnown
{
    /// <summary>UTC; null where there are no episodes.</summary>
    public static DateTimeOffset? Of(IReadOnlyList<Episode> episodes)
    {
        if (episodes.Count == 0) return null;
        var latest = episodes.AsParallel().Max(TicksOf);
        // An intake may be planned ahead, so its day says how far the data go only where nothing else does.
        return new DateTimeOffset(latest > 0 ? latest : episodes.Max(e => e.StartedOn.Ticks), TimeSpan.Zero);
    }

    private static long TicksOf(Episode episode)
    {
        var latest = 0L;
        if (episode.End is { } end) latest = Math.Max(latest, end.KnownTicks);
        foreach (var appointment in episode.Appointments) latest = Later(latest, appointment);
        foreach (var measure in episode.Measures ?? []) latest = Later(latest, measure.TakenAt);
        foreach (var payment in episode.Payments ?? []) latest = Later(latest, payment.OccurredAt);
        foreach (var contact in episode.Contacts ?? []) latest = Later(Later(latest, contact.OccurredAt), contact.AnsweredAt);
        return latest;
    }

    private static long Later(long ticks, Appointment appointment)
    {
        if (appointment.Status == AppointmentStatus.EnteredInError) return ticks;
        // A start proves that its time has come only if something became of it then; a cancelled one may still lie ahead.
        if (appointment.Status is AppointmentStatus.Fulfilled or AppointmentStatus.NoShow) ticks = Math.Max(ticks, appointment.OutcomeKnownTicks);
        ticks = Later(ticks, appointment.StatusAt);
        ticks = Later(ticks, appointment.BookedAt);
        ticks = Later(ticks, appointment.ReminderSentAt);
        return Later(ticks, appointment.ConfirmedAt);
    }

    private static long Later(long ticks, Moment? moment) => moment is { } known ? Math.Max(ticks, known.Ticks) : ticks;
}
