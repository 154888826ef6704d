using Predictor.Care.Episodes;
using Predictor.Risk.Features;
using static Predictor.Risk.Reasons.Phrase;

namespace Predictor.Risk.Reasons.Words;

/// <summary>What became of the appointments so far, in words.</summary>
internal static class AttendanceWords
{
    private const string Misses = "misses";
    private const string Presence = "presence";
    private const string Cancellations = "cancellations";
    private const string NoneYet = "No session attended yet";
    private const string NoneMissed = "No session missed so far";
    private const string WhoIsUnknown = "Who cancels appointments is not recorded";

    private static readonly Say W = new(FeatureFamily.Attendance);

    public static IReadOnlyList<FeatureWords> All { get; } =
    [
        W.Fact("misses-in-a-row", Misses, MissedInARow, NoneMissed),
        W.Fact("not-attended-in-a-row", Misses, t => t.IsSome ? $"{Sessions(t.Value)} missed or cancelled {Since(t)}" : "Nothing missed or cancelled since the last session", NoneYet),
        W.Fact("attended-in-a-row", Presence, AttendedInARow, NoneYet),
        W.Fact("misses-28d", Misses, t => t.IsSome ? $"Missed {Sessions(t.Value)} in the last four weeks" : "No session missed in the last four weeks", NoneMissed),
        W.Fact("misses-90d", Misses, t => t.IsSome ? $"Missed {Sessions(t.Value)} in the last three months" : "No session missed in the last three months", NoneMissed),
        W.Fact("missed-count", Misses, t => t.IsSome ? $"Missed {Sessions(t.Value)} so far" : NoneMissed, NoneMissed),
        W.Fact("miss-rate", Misses, t => t.IsSome ? $"Missed {Percent(t.Value)} of sessions so far" : NoneMissed, "No session has come up yet"),
        W.Fact("recent-miss-rate", Misses, t => t.IsSome ? $"Missed {Percent(t.Value)} of sessions, with the latest counted most" : NoneMissed, "No session has come up yet"),
        W.Fact("misses-before-third", Misses, t => t.IsSome ? $"Missed {Sessions(t.Value)} before the third one attended" : "No session missed before the third one attended", NoneMissed),
        W.Fact("days-since-missed", Misses, t => On($"The last missed session was {Days(t.Value)} ago", t.LastDay(AppointmentStatus.NoShow)), NoneMissed) with { IsKnownWhenMissing = _ => true },
        W.Fact("days-since-attended", Presence, t => On($"The last session was {Days(t.Value)} ago", t.LastDay(AppointmentStatus.Fulfilled)), NoneYet) with { IsKnownWhenMissing = _ => true },
        W.Fact("attended-28d", Presence, t => t.IsSome ? $"Came to {Sessions(t.Value)} in the last four weeks" : "No session attended in the last four weeks", NoneYet),
        W.Fact("attended-change", Presence, Change, NoneYet),
        W.Fact("never-attended", Presence, t => t.IsSome ? NoneYet : "Has come to a session", NoneYet),
        W.Fact("last-outcome", Misses, LastOutcome, "No appointment has come up yet"),
        W.Fact("client-cancellations-28d", Cancellations, t => t.IsSome ? $"Cancelled {Appointments(t.Value)} in the last four weeks" : "No appointment cancelled by the client in the last four weeks", WhoIsUnknown),
        W.Fact("client-cancellations-90d", Cancellations, t => t.IsSome ? $"Cancelled {Appointments(t.Value)} in the last three months" : "No appointment cancelled by the client in the last three months", WhoIsUnknown),
        W.Fact("late-cancellations-90d", Cancellations, t => t.IsSome ? $"Cancelled {Appointments(t.Value)} at short notice in the last three months" : "No appointment cancelled at short notice in the last three months", "How early appointments are cancelled is not recorded"),
        W.Fact("clinic-cancellations-90d", "clinic-cancellations", t => t.IsSome ? $"The clinic cancelled {Appointments(t.Value)} in the last three months" : "No appointment cancelled by the clinic in the last three months", WhoIsUnknown),
        W.Fact("unsettled", "unsettled", t => t.IsSome ? $"{Appointments(t.Value)} in the past without an outcome on record" : "Every past appointment has an outcome on record", "No appointment has come up yet"),
    ];

    private static string MissedInARow(Told told)
    {
        var attendance = told.State.Attendance;
        if (!told.IsSome) return attendance.Attended > 0 ? "No session missed since the last one attended" : NoneMissed;
        var day = told.LastDay(AppointmentStatus.NoShow);
        var latest = day is null ? "" : told.Value == 1 ? $", on {day}" : $", the latest on {day}";
        // A cancellation in between makes "the last" untrue.
        if (attendance.NotAttendedInARow != attendance.MissesInARow || attendance.LastOutcome != "missed") return $"Missed {Sessions(told.Value)} {Since(told)}{latest}";
        return (told.Value == 1 ? "Missed the last booked session" : $"Missed the last {Number(told.Value)} booked sessions") + latest;
    }

    private static string Since(Told told) => told.State.Attendance.Attended > 0 ? "since the last one attended" : "and none attended so far";

    private static string AttendedInARow(Told told)
    {
        var hasMissed = told.State.Attendance.Missed > 0;
        if (!told.IsSome) return hasMissed ? "No session attended since the last one missed" : NoneYet;
        return hasMissed ? $"Came to {Sessions(told.Value)} since the last one missed" : $"Came to {Sessions(told.Value)} and missed none";
    }

    private static string Change(Told told) => told.Value switch
    {
        > 0 => $"{Sessions(told.Value)} more in the last four weeks than in the four before",
        < 0 => $"{Sessions(-told.Value)} fewer in the last four weeks than in the four before",
        _ => "As many sessions in the last four weeks as in the four before",
    };

    private static string LastOutcome(Told told) => told.Category switch
    {
        "attended" => On("Came to the last appointment", told.LastDay(AppointmentStatus.Fulfilled)),
        "missed" => On("Missed the last appointment", told.LastDay(AppointmentStatus.NoShow)),
        "cancelled-by-client" => "Cancelled the last appointment",
        "cancelled-by-clinic" => "The clinic cancelled the last appointment",
        _ => "The last appointment was cancelled",
    };
}
