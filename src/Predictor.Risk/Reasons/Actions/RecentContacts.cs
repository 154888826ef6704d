using Predictor.Care.Episodes;
using Predictor.Risk.Features.State;

namespace Predictor.Risk.Reasons.Actions;

/// <summary>
/// What the clinic has tried lately, by its contacts as known at the instant. What a contact does not tell counts as an attempt: asking twice is the greater harm.
/// </summary>
internal static class RecentContacts
{
    private const int RecentDays = 14;

    /// <summary>True where the clinic checked in or reached out in the last two weeks.</summary>
    public static bool HasReachedOut(FeatureState state) => Attempts(state, Since(state, RecentDays)).Any();

    /// <summary>True where the clinic reached out, or the client got in touch, after the last missed session began.</summary>
    public static bool HasFollowedUpMiss(FeatureState state)
    {
        var missed = state.Episode.Appointments.Where(a => a.Status == AppointmentStatus.NoShow).Select(a => (long?)a.StartsAt.EarliestTicks).Max();
        return missed is { } since && (Attempts(state, since).Any() || Known(state, since).Any(c => c.Direction == ContactDirection.In));
    }

    /// <summary>True where an attempt of the last two weeks, made after the last session, has no answer so far.</summary>
    public static bool HasOpenAttempt(FeatureState state) =>
        state.Contacts.TellsDirection && Attempts(state, Math.Max(Since(state, RecentDays), state.Attendance.LastAttended ?? long.MinValue)).Any(c => c.AnsweredAt is null)
        && state.Contacts.Unanswered > 0;

    /// <summary>True where the last two weeks' attempts were made in more than one way.</summary>
    public static bool HasTriedTwoChannels(FeatureState state) =>
        Attempts(state, Since(state, RecentDays)).Select(c => c.Channel).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Skip(1).Any();

    /// <summary>True where a reminder of the next appointment went out, by the diary or by the contacts.</summary>
    public static bool HasReminded(FeatureState state)
    {
        // A reminder before the last appointment was one of it.
        var last = state.Episode.Appointments.Where(a => a.IsBooking && a.StartsAt.Ticks <= state.Now).Select(a => a.StartsAt.Ticks).DefaultIfEmpty(long.MinValue).Max();
        return state.Next?.ReminderSentAt is { } sent && sent.Ticks <= state.Now
            || Known(state, last).Any(c => c.Purpose == ContactPurpose.Reminder && c.Direction != ContactDirection.In);
    }

    private static long Since(FeatureState state, int days) => state.Now - (days * TimeSpan.TicksPerDay);

    private static IEnumerable<Contact> Attempts(FeatureState state, long since) =>
        Known(state, since).Where(c => c.Direction != ContactDirection.In && c.Purpose is null or ContactPurpose.CheckIn or ContactPurpose.Outreach);

    private static IEnumerable<Contact> Known(FeatureState state, long since) => (state.Episode.Contacts ?? []).Where(c => c.OccurredAt.Ticks >= since && c.OccurredAt.Ticks <= state.Now);
}
