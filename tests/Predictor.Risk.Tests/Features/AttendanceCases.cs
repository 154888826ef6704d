using Predictor.Care.Episodes;
using static Predictor.Testing.Given;

namespace Predictor.Risk.Tests.Features;

internal static class AttendanceCases
{
    private static readonly Episode Mixed = Episode(
        "2026-01-05",
        Attended("2026-01-05 10:00"),
        Missed("2026-01-12 10:00"),
        Cancelled("2026-01-19 10:00", CancelledBy.Client, statusAt: "2026-01-18 12:00"), // 22 hours of notice: late
        Attended("2026-01-26 10:00"),
        Cancelled("2026-02-02 10:00", CancelledBy.Clinic, statusAt: "2026-01-30 09:00"),
        Missed("2026-02-09 10:00"),
        Missed("2026-02-16 10:00"),
        Cancelled("2026-02-23 10:00", CancelledBy.Client, statusAt: "2026-02-20 10:00"),
        Booked("2026-02-24 10:00"));

    private static readonly Episode NobodyInParticular = Episode("2026-01-05", Cancelled("2026-01-12 10:00", by: null, statusAt: "2026-01-12 08:00"));

    private static readonly Episode NoTimes = Episode("2026-01-05", Cancelled("2026-01-12 10:00", CancelledBy.Client));

    public static IEnumerable<FeatureCase> All { get; } =
    [
        .. FeatureCase.Of("attendance", Mixed, "2026-03-02 10:00",
            ("misses-in-a-row", 2),
            ("not-attended-in-a-row", 3),
            ("attended-in-a-row", 0),
            ("misses-28d", 2),
            ("misses-90d", 3),
            ("missed-count", 3),
            ("miss-rate", 3 / 5.0),
            ("recent-miss-rate", (0.343 + 0.7 + 1) / (0.2401 + 0.343 + 0.49 + 0.7 + 1)),
            ("misses-before-third", 3),
            ("days-since-missed", 14),
            ("days-since-attended", 35),
            ("attended-28d", 0),
            ("attended-change", -1), // 26 January alone: the 5th is 56 days ago to the minute
            ("never-attended", 0),
            ("last-outcome", "cancelled-by-client"),
            ("client-cancellations-28d", 1),
            ("client-cancellations-90d", 2),
            ("late-cancellations-90d", 1),
            ("clinic-cancellations-90d", 1),
            ("unsettled", 1)),
        .. FeatureCase.Of("attendance", Mixed, "2026-01-26 10:00",
            ("misses-in-a-row", 0),
            ("not-attended-in-a-row", 0),
            ("attended-in-a-row", 1),
            ("days-since-attended", 0),
            ("attended-28d", 2),
            ("last-outcome", "attended"),
            ("unsettled", 0)),
        .. FeatureCase.Of("attendance", Mixed, "2026-02-01", ("last-outcome", "cancelled-by-clinic")),
        .. FeatureCase.Of("attendance", Mixed, "2026-01-05 09:59",
            ("never-attended", 1),
            ("missed-count", 0),
            ("client-cancellations-90d", 0),
            ("late-cancellations-90d", 0)),
        .. FeatureCase.Missing("attendance", Mixed, "2026-01-05 09:59", "miss-rate", "recent-miss-rate", "days-since-missed", "days-since-attended", "last-outcome"),
        .. FeatureCase.Of("attendance", NobodyInParticular, "2026-01-12 08:00", ("last-outcome", "cancelled"), ("not-attended-in-a-row", 0)),
        .. FeatureCase.Missing("attendance", NobodyInParticular, "2026-01-12 08:00", "client-cancellations-28d", "client-cancellations-90d", "clinic-cancellations-90d", "late-cancellations-90d"),
        .. FeatureCase.Missing("attendance", NoTimes, "2026-01-12 10:00", "late-cancellations-90d"),

        // Exactly the limit of 24 hours is not late; a minute less is.
        .. FeatureCase.Of("attendance", Told("2026-01-11 10:00"), "2026-01-12 10:00", ("late-cancellations-90d", 0)),
        .. FeatureCase.Of("attendance", Told("2026-01-11 10:01"), "2026-01-12 10:00", ("late-cancellations-90d", 1)),

        // A session told of before its day is over was not attended in the future.
        .. FeatureCase.Of("attendance", Episode("2026-01-05", Attended("2026-01-12", statusAt: "2026-01-12 11:00")), "2026-01-12 11:00", ("days-since-attended", 0)),
    ];

    private static Episode Told(string statusAt) => Episode("2026-01-05", Cancelled("2026-01-12 10:00", CancelledBy.Client, statusAt));
}
