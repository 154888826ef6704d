using Predictor.Care.Episodes;
using Predictor.Risk.Features.State;

namespace Predictor.Risk.Reasons.Actions;

/// <summary>What the clinic has tried lately, by its contacts as known at the instant.</summary>
internal static class RecentContacts
{
    private const int RecentDays = 14;
    private const int ReminderDays = 7;

    /// <summary>True where the clinic checked in or reached out in the last two weeks. A contact whose purpose is not told counts: asking twice is the greater harm.</summary>
    public static bool HasReachedOut(FeatureState state) => ReachedOutSince(state, state.Now - (RecentDays * TimeSpan.TicksPerDay)).Any();

    /// <summary>True where the clinic reached out after the last missed session began.</summary>
    public static bool HasFollowedUpMiss(FeatureState state) => state.Attendance.LastMissed is { } missed && ReachedOutSince(state, missed).Any();

    /// <summary>True where the last two weeks' attempts were made in more than one way.</summary>
    public static bool HasTriedTwoChannels(FeatureState state) =>
        ReachedOutSince(state, state.Now - (RecentDays * TimeSpan.TicksPerDay)).Select(c => c.Channel).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Skip(1).Any();

    /// <summary>True where a reminder went out in the last week, by the diary or by the contacts.</summary>
    public static bool HasReminded(FeatureState state)
    {
        var since = state.Now - (ReminderDays * TimeSpan.TicksPerDay);
        return state.Next?.ReminderSentAt is { } sent && sent.Ticks > since && sent.Ticks <= state.Now
            || Sent(state, since).Any(c => c.Purpose == ContactPurpose.Reminder);
    }

    private static IEnumerable<Contact> ReachedOutSince(FeatureState state, long since) => Sent(state, since).Where(c => c.Purpose is ContactPurpose.CheckIn or ContactPurpose.Outreach or null);

    private static IEnumerable<Contact> Sent(FeatureState state, long since) =>
        (state.Episode.Contacts ?? []).Where(c => c.Direction == ContactDirection.Out && c.OccurredAt.Ticks > since && c.OccurredAt.Ticks <= state.Now);
}
