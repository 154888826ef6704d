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
    private const string NothingYet = "No appointment has come up yet";
    private const int FourWeeks = 28;
    private const int ThreeMonths = 90;

    private static readonly Say W = new(FeatureFamily.Attendance);

    public static IReadOnlyList<FeatureWords> All { get; } =
    [
        W.Fact("misses-in-a-row", Misses, MissedInARow, NoneMissed),
        W.Fact("not-attended-in-a-row", Misses, t => t.IsSome ? $"{Sessions(t.Value)} missed or cancelled by the client {Since(t)}" : $"No session missed or cancelled by the client {(HasAttended(t) ? "since the last one attended" : "so far")}", NoneYet),
        W.Fact("attended-in-a-row", Presence, AttendedInARow, NoneYet),
        W.Fact("misses-28d", Misses, t => t.IsSome ? $"Missed {Sessions(t.Value)} {Lately(t, AppointmentStatus.NoShow, FourWeeks)}" : "No session missed in the last four weeks", NoneMissed),
        W.Fact("misses-90d", Misses, t => t.IsSome ? $"Missed {Sessions(t.Value)} {Lately(t, AppointmentStatus.NoShow, ThreeMonths)}" : "No session missed in the last three months", NoneMissed),
        W.Fact("missed-count", Misses, t => t.IsSome ? $"Missed {Sessions(t.Value)} so far" : NoneMissed, NoneMissed),
        W.Fact("miss-rate", Misses, MissedOf, NothingYet),
        W.Fact("recent-miss-rate", Misses, MissedOf, NothingYet),
        W.Fact("misses-before-third", Misses, t => t.IsSome ? $"Missed {Sessions(t.Value)} before the third one attended" : "No session missed before the third one attended", NoneMissed),
        W.Fact("days-since-missed", Misses, t => t.Last(AppointmentStatus.NoShow) is { } last ? $"The last missed session was {t.Ago(last.StartsAt)}, on {t.Day(last.StartsAt)}" : NoneMissed, _ => new Absence(NoneMissed, "attendance.misses")),
        W.Fact("days-since-attended", Presence, t => t.Last(AppointmentStatus.Fulfilled) is { } last ? $"The last session was {t.Ago(last.StartsAt)}, on {t.Day(last.StartsAt)}" : NoneYet, t => Absence.TooEarly(t, 1, NoneYet)),
        W.Fact("attended-28d", Presence, t => t.IsSome ? $"Came to {Sessions(t.Value)} {Lately(t, AppointmentStatus.Fulfilled, FourWeeks)}" : HasAttended(t) ? "No session attended in the last four weeks" : NoneYet, NoneYet),
        W.Fact("attended-change", Presence, Change, NoneYet),
        W.Fact("never-attended", Presence, t => t.IsSome ? NoneYet : "Has come to a session", NoneYet),
        W.Fact("last-outcome", Misses, LastOutcome, NothingYet),
        W.Fact("client-cancellations-28d", Cancellations, t => t.IsSome ? $"Cancelled {Appointments(t.Value)} in the last four weeks" : "No appointment cancelled by the client in the last four weeks", WhoIsUnknown),
        W.Fact("client-cancellations-90d", Cancellations, t => t.IsSome ? $"Cancelled {Appointments(t.Value)} in the last three months" : "No appointment cancelled by the client in the last three months", WhoIsUnknown),
        W.Fact("late-cancellations-90d", Cancellations, t => t.IsSome ? $"Cancelled {Appointments(t.Value)} at short notice in the last three months" : "No appointment cancelled at short notice in the last three months", "How early appointments are cancelled is not recorded"),
        W.Fact("clinic-cancellations-90d", "clinic-cancellations", t => t.IsSome ? $"The clinic cancelled {Appointments(t.Value)} in the last three months" : "No appointment cancelled by the clinic in the last three months", WhoIsUnknown),
        W.Fact("unsettled", "unsettled", t => t.IsSome ? $"{Appointments(t.Value)} in the past without an outcome on record" : "Every past appointment has an outcome on record", NothingYet),
    ];

    private static bool HasAttended(Told told) => told.State.Attendance.Attended > 0;

    private static string Since(Told told) => HasAttended(told) ? "since the last one attended" : "and none attended so far";

    private static string MissedInARow(Told told)
    {
        if (!told.IsSome) return HasAttended(told) ? "No session missed since the last one attended" : NoneMissed;
        var last = told.Last(AppointmentStatus.NoShow);
        var latest = last is null ? "" : told.Value == 1 ? $", on {told.Day(last.StartsAt)}" : $", the latest on {told.Day(last.StartsAt)}";
        if (!AreTheLast(told)) return $"Missed {Sessions(told.Value)} {Since(told)}{latest}";
        return (told.Value == 1 ? "Missed the last booked session" : $"Missed the last {Number(told.Value)} booked sessions") + latest;
    }

    /// <summary>Whether nothing else that was booked lies between or after the missed sessions: not a cancellation, and none of which nobody said what became.</summary>
    private static bool AreTheLast(Told told)
    {
        var now = told.State.Now;
        var past = told.State.Episode.Appointments.Where(a => a.IsBooking && (a.HasOutcome || a.StartsAt.Ticks <= now)).OrderByDescending(a => a.StartsAt).Take((int)told.Value).ToList();
        return past.Count == (int)told.Value && past.All(a => a.Status == AppointmentStatus.NoShow);
    }

    /// <summary>When, by the days of the sessions; where some were recorded late, by the days of the recording, and said so.</summary>
    private static string Lately(Told told, AppointmentStatus status, int days)
    {
        var span = days == FourWeeks ? "in the last four weeks" : "in the last three months";
        return told.Started(status, days) == told.Value ? span : $"recorded {span}";
    }

    private static string MissedOf(Told told)
    {
        var attendance = told.State.Attendance;
        return attendance.Missed == 0 ? NoneMissed : $"Missed {Number(attendance.Missed)} of {Sessions(attendance.Missed + attendance.Attended)} so far";
    }

    private static string AttendedInARow(Told told)
    {
        var attendance = told.State.Attendance;
        if (told.IsSome) return attendance.Missed > 0 ? $"Came to {Sessions(told.Value)} since the last one missed" : $"Came to {Sessions(told.Value)} and missed none";
        if (attendance.Missed == 0) return NoneYet;
        // Outcomes may be recorded in another order than they happened.
        return attendance.LastAttended > attendance.LastMissed ? "A missed session was recorded last" : "No session attended since the last one missed";
    }

    private static string Change(Told told) => told.Value switch
    {
        > 0 => $"{Sessions(told.Value)} more in the last four weeks than in the four before",
        < 0 => $"{Sessions(-told.Value)} fewer in the last four weeks than in the four before",
        _ => HasAttended(told) ? "As many sessions in the last four weeks as in the four before" : NoneYet,
    };

    private static string LastOutcome(Told told)
    {
        var day = told.LastSettled is { } last ? $" on {told.Day(last.StartsAt)}" : "";
        return told.Category switch
        {
            "attended" => $"Came to the appointment{day}",
            "missed" => $"Missed the appointment{day}",
            "cancelled-by-client" => $"Cancelled the appointment{day}",
            "cancelled-by-clinic" => $"The clinic cancelled the appointment{day}",
            _ => $"The appointment{day} was cancelled",
        };
    }
}
