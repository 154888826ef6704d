using Predictor.Care.Episodes;
using Predictor.Care.Time;
using Predictor.Care.Timelines;

namespace Predictor.Testing;

/// <summary>
/// The definition of the outcome, read off the contract sentence by sentence, with no thought of speed. It shares nothing with the source
/// but the records and the calendar, so that the two can be held against each other.
/// </summary>
public sealed class LiteralOutcome(Episode episode, int inactivityDays, ClinicCalendar calendar, long cut)
{
    private (long G, long K, long? Return)[]? _spells;

    /// <summary>The starts of the attended sessions.</summary>
    private long[] Attended { get; } =
        [.. episode.Appointments.Where(a => a.Status == AppointmentStatus.Fulfilled).Select(a => a.StartsAt.Ticks).Distinct().Order()];

    private Appointment[] Bookings { get; } = [.. episode.Appointments.Where(a =>
        a.Status is AppointmentStatus.Fulfilled or AppointmentStatus.NoShow or AppointmentStatus.Cancelled or AppointmentStatus.Booked)];

    private bool EndIsClosing => episode.End?.Reason is EndReason.Completed or EndReason.Mutual or EndReason.Transferred or EndReason.Moved or EndReason.Died;

    private long? EndKnown => episode.End is { } end ? (end.RecordedAt ?? end.EndedOn).Ticks : null;

    /// <summary>The first appointment not cancelled by the clinic, until a session is attended; then each attended session.</summary>
    public long[] Anchors()
    {
        var first = Bookings.Where(a => !(a.Status == AppointmentStatus.Cancelled && a.CancelledBy == CancelledBy.Clinic)).Select(a => a.StartsAt.Ticks).Order().Take(1);
        return [.. first.Concat(Attended).Distinct().Order()];
    }

    /// <summary>The gone spells: anchor g, known time k, return.</summary>
    public (long G, long K, long? Return)[] Spells() => _spells ??= FindSpells();

    /// <summary>The landmarks, each with the name of its kind in lower case.</summary>
    public (long T, string Kind)[] Landmarks()
    {
        if (Anchors().Length == 0) return [];
        var start = episode.StartedOn.EarliestTicks;
        var outcomes = Of(AppointmentStatus.Fulfilled, AppointmentStatus.NoShow, AppointmentStatus.Cancelled)
            .GroupBy(OutcomeKnown)
            .Where(moment => moment.Key >= start && IsAllowed(moment.Key))
            .OrderBy(moment => moment.Key)
            .Select(moment => (T: moment.Key, Kind: KindOf([.. moment.Select(a => a.Status)])))
            .ToArray();

        var bases = outcomes.Select(o => o.T).ToList();
        if (Bookings.Length > 0) bases.Add(Math.Max(start, Bookings.Min(Known)));

        var silent = new List<(long T, string Kind)>();
        foreach (var since in bases)
        {
            var next = outcomes.Where(o => o.T > since).Select(o => o.T).DefaultIfEmpty(long.MaxValue).First();
            // The clock runs from the first booking only until there is a landmark.
            if (outcomes.Any(o => o.T <= since) && !outcomes.Any(o => o.T == since)) continue;
            for (var t = calendar.AddDays(since, 7); t < next && IsAllowed(t); t = calendar.AddDays(t, 7)) silent.Add((t, "silent"));
        }

        return [.. outcomes.Concat(silent).Distinct().OrderBy(l => l.T)];
    }

    /// <summary>The label at t for a horizon: 1 if some spell has g at or before t+h and k after t; and when that is known.</summary>
    public (int Label, long Kappa) Label(long t, int horizonDays)
    {
        var horizon = calendar.AddDays(t, horizonDays);
        var qualifying = Spells().Where(s => s.G <= horizon && s.K > t).ToArray();
        if (qualifying.Length > 0) return (1, qualifying.Min(s => s.K));

        var known = Of(AppointmentStatus.Fulfilled).Where(a => a.StartsAt.Ticks > horizon).Select(OutcomeKnown).ToList();
        if (EndIsClosing) known.Add(EndKnown!.Value);
        known.Add(calendar.AddDays(t, horizonDays + inactivityDays));
        return (0, known.Min());
    }

    /// <summary>True where no spell has begun at t; at landmarks, spells that are over ended with a return.</summary>
    public bool IsNotYetGone(long t) => !Spells().Any(s => s.G <= t && (s.Return is not { } back || back > t) && s.K > t);

    private (long G, long K, long? Return)[] FindSpells()
    {
        var anchors = Anchors();
        var spells = new List<(long, long, long?)>();
        foreach (var g in anchors)
        {
            var limit = calendar.AddDays(g, inactivityDays);
            var attendedInside = Attended.Any(s => s > g && s <= limit);
            var closed = EndIsClosing && episode.End!.EndedOn.Ticks <= limit;
            var stopped = g == anchors.Max() && episode.End?.Reason == EndReason.ClientStopped;
            if ((attendedInside || closed) && !stopped) continue;

            var known = stopped ? Math.Min(limit, EndKnown!.Value) : limit;
            spells.Add((g, known, Attended.Where(s => s > g).Select(s => (long?)s).FirstOrDefault()));
        }

        return [.. spells];
    }

    private static long OutcomeKnown(Appointment appointment) => (appointment.StatusAt ?? appointment.StartsAt).Ticks;

    private static long Known(Appointment appointment)
    {
        var outcome = appointment.Status == AppointmentStatus.Booked ? long.MaxValue : OutcomeKnown(appointment);
        return new[] { appointment.BookedAt?.Ticks ?? long.MaxValue, appointment.StartsAt.Ticks, outcome }.Min();
    }

    private static string KindOf(AppointmentStatus[] statuses) =>
        statuses.Contains(AppointmentStatus.Fulfilled) ? "attended" : statuses.Contains(AppointmentStatus.NoShow) ? "missed" : "cancelled";

    private IEnumerable<Appointment> Of(params AppointmentStatus[] statuses) => episode.Appointments.Where(a => statuses.Contains(a.Status));

    /// <summary>None once the end is known, and none while the client is gone by what is known at t: an episode cut there says so.</summary>
    private bool IsAllowed(long t) => t <= cut && !(t >= EndKnown) && !new LiteralOutcome(AsOf.Known(episode, t), inactivityDays, calendar, t).Spells().Any(s => t >= s.K && !(t >= s.Return));
}
