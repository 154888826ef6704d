using static Predictor.Risk.Features.RiskDirection;

namespace Predictor.Risk.Features.Catalogue;

/// <summary>What became of the appointments so far.</summary>
internal static class AttendanceFeatures
{
    private static readonly Declare F = new(FeatureFamily.Attendance);

    public static IReadOnlyList<Feature> All { get; } =
    [
        F.Number("misses-in-a-row", "Missed sessions in a row", Unit.Count, Raises, "No-shows since the last attended session.", s => s.Attendance.MissesInARow),
        F.Number("not-attended-in-a-row", "Missed or cancelled sessions in a row", Unit.Count, Raises, "No-shows and cancellations by the client since the last attended session.", s => s.Attendance.NotAttendedInARow),
        F.Number("attended-in-a-row", "Attended sessions in a row", Unit.Count, Lowers, "Sessions attended since the last no-show.", s => s.Attendance.AttendedInARow),
        F.Number("misses-28d", "Missed sessions in four weeks", Unit.Count, Raises, "No-shows that became known in the last 28 days.", s => s.Attendance.Misses28(s.Now)),
        F.Number("misses-90d", "Missed sessions in three months", Unit.Count, Raises, "No-shows that became known in the last 90 days.", s => s.Attendance.Misses90(s.Now)),
        F.Number("missed-count", "Missed sessions so far", Unit.Count, Raises, "No-shows in the episode so far.", s => s.Attendance.Missed),
        F.Number("miss-rate", "Share of sessions missed", Unit.Share, Raises, "No-shows among no-shows and attended sessions; missing before the first.", s => s.Attendance.MissRate),
        F.Number("recent-miss-rate", "Share of sessions missed lately", Unit.Share, Raises, "The miss rate with each appointment counting 0.7 of the one after it; missing before the first.", s => s.Attendance.RecentMissRate),
        F.Number("misses-before-third", "Missed sessions before the third", Unit.Count, Raises, "No-shows before the third attended session.", s => s.Attendance.MissesBeforeThird),
        F.Number("days-since-missed", "Days since the last missed session", Unit.Days, Either, "Days since the last no-show was to start; missing where none was.", s => State.Span.DaysSince(s.Attendance.LastMissed, s.Now)),
        F.Number("days-since-attended", "Days since the last session", Unit.Days, Raises, "Days since the last attended session started; missing before the first.", s => State.Span.DaysSince(s.Attendance.LastAttended, s.Now)),
        F.Number("attended-28d", "Sessions in four weeks", Unit.Count, Lowers, "Attended sessions that became known in the last 28 days.", s => s.Attendance.Attended28(s.Now)),
        F.Number("attended-change", "Change in sessions a month", Unit.Count, Lowers, "Attended sessions in the last 28 days less those in the 28 days before.", s => s.Attendance.Attended28(s.Now) - s.Attendance.AttendedBefore28(s.Now)),
        F.YesNo("never-attended", "No session attended yet", Raises, "1 until the first session is attended.", s => s.Attendance.Attended == 0),
        F.Category("last-outcome", "What became of the last appointment", "attended, missed, cancelled-by-client, cancelled-by-clinic or cancelled; missing before the first.", s => s.Attendance.LastOutcome),
        F.Number("client-cancellations-28d", "Cancellations by the client in four weeks", Unit.Count, Raises, "Cancellations by the client that became known in the last 28 days; missing where cancellations never say by whom.", s => s.Attendance.ClientCancellations28(s.Now), "appointments.cancelled_by"),
        F.Number("client-cancellations-90d", "Cancellations by the client in three months", Unit.Count, Raises, "Cancellations by the client that became known in the last 90 days; missing where cancellations never say by whom.", s => s.Attendance.ClientCancellations90(s.Now), "appointments.cancelled_by"),
        F.Number("late-cancellations-90d", "Late cancellations in three months", Unit.Count, Raises, "Cancellations by the client in the last 90 days with less notice than the limit (24 hours unless configured); missing where cancellations never say when or by whom.", s => s.Attendance.LateCancellations90(s.Now), "appointments.cancelled_by", "appointments.status_at"),
        F.Number("clinic-cancellations-90d", "Cancellations by the clinic in three months", Unit.Count, Raises, "Cancellations by the clinic that became known in the last 90 days; missing where cancellations never say by whom.", s => s.Attendance.ClinicCancellations90(s.Now), "appointments.cancelled_by"),
        F.Number("unsettled", "Past appointments with no outcome", Unit.Count, Either, "Bookings whose time has passed and of which nothing says what became.", s => s.Diary.CountUnsettled(s.Now)),
    ];
}
