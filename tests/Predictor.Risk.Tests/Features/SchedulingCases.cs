using Predictor.Care.Episodes;
using static Predictor.Testing.Given;

namespace Predictor.Risk.Tests.Features;

internal static class SchedulingCases
{
    private static readonly Episode Regular = Episode(
        "2026-01-05",
        Attended("2026-01-07 18:00", bookedAt: "2026-01-01 18:00") with { Delivery = Delivery.InPerson, DurationMinutes = 50 }, // a Wednesday
        Attended("2026-01-14 18:00", bookedAt: "2026-01-07 18:00") with { Delivery = Delivery.Video, DurationMinutes = 45 },
        Missed("2026-01-21 10:00", bookedAt: "2026-01-14 18:00"),
        Attended("2026-01-31 10:00", bookedAt: "2026-01-24 10:00") with { Delivery = Delivery.InPerson }, // a Saturday
        Booked("2026-02-07 18:00", bookedAt: "2026-01-31 09:00") with { Delivery = Delivery.Phone },
        Booked("2026-02-14 10:00", bookedAt: "2026-02-01 10:00")) with
    { ReferredOn = When("2025-12-16") };

    /// <summary>The same without booking times.</summary>
    private static readonly Episode Untold = Regular with { ReferredOn = null, Appointments = [.. Regular.Appointments.Select(a => a with { BookedAt = null, Delivery = null, DurationMinutes = null })] };

    private static readonly Episode BareDays = Episode("2026-01-05", Attended("2026-01-07"), Booked("2026-01-14", bookedAt: "2026-01-07"));

    public static IEnumerable<FeatureCase> All { get; } =
    [
        .. FeatureCase.Of("scheduling", Regular, "2026-02-02 10:00",
            ("has-next-booking", 1),
            ("days-to-next", 5 + (8 / 24.0)),
            ("bookings-ahead", 2),
            ("days-without-booking", 0),
            ("rebooked-at-last", 1),
            ("lead-time-last", 7),
            ("lead-time-mean", (6 + 7 + (6 + (16 / 24.0)) + 7) / 4),
            ("lead-time-next", 7 + (9 / 24.0)),
            ("gap-last", 16 + (16 / 24.0)),
            ("gap-mean", (7 + 16 + (16 / 24.0)) / 2),
            ("gap-longest", 16 + (16 / 24.0)),
            ("gap-deviation", (9 + (16 / 24.0)) / Math.Sqrt(2)),
            ("gap-ratio", 2 / ((7 + 16 + (16 / 24.0)) / 2)),
            ("weekday-regularity", 3 / 4.0),
            ("evening-share", 2 / 4.0),
            ("weekend-share", 1 / 4.0),
            ("next-is-evening", 1),
            ("next-is-weekend", 1),
            ("delivery-last", "in_person"),
            ("delivery-next", "phone"),
            ("remote-share", 1 / 3.0),
            ("delivery-changes", 2),
            ("duration-last", 45),
            ("waiting-days", 20),
            ("intake-to-first-session", 2.75)),

        // Nothing was booked when the missed session was to be, nor between the 21st and the 24th.
        .. FeatureCase.Of("scheduling", Regular, "2026-01-23 10:00", ("has-next-booking", 0), ("bookings-ahead", 0), ("days-without-booking", 2), ("rebooked-at-last", 1)),
        .. FeatureCase.Of("scheduling", Regular, "2026-02-08", ("next-is-evening", 0), ("next-is-weekend", 1), ("bookings-ahead", 1)),
        .. FeatureCase.Of("scheduling", Regular, "2026-02-20 10:00", ("has-next-booking", 0), ("days-without-booking", 6)),
        .. FeatureCase.Missing("scheduling", Regular, "2026-02-20 10:00", "days-to-next", "lead-time-next", "next-is-evening", "next-is-weekend", "delivery-next"),
        .. FeatureCase.Missing("scheduling", Regular, "2026-01-01 17:59",
            "has-next-booking", "bookings-ahead", "days-without-booking", "rebooked-at-last", "lead-time-last", "lead-time-mean", "gap-last", "gap-mean", "gap-longest",
            "gap-deviation", "gap-ratio", "weekday-regularity", "evening-share", "weekend-share", "delivery-last", "remote-share", "delivery-changes", "duration-last", "intake-to-first-session"),
        .. FeatureCase.Missing("scheduling", Regular, "2026-01-14 18:00", "gap-deviation"),
        .. FeatureCase.Missing("scheduling", Untold, "2026-02-08",
            "has-next-booking", "days-to-next", "bookings-ahead", "days-without-booking", "rebooked-at-last", "lead-time-last", "lead-time-mean", "lead-time-next",
            "next-is-evening", "next-is-weekend", "delivery-last", "delivery-next", "remote-share", "delivery-changes", "duration-last", "waiting-days"),
        .. FeatureCase.Missing("scheduling", BareDays, "2026-01-10", "evening-share", "next-is-evening"),
        .. FeatureCase.Of("scheduling", BareDays, "2026-01-10", ("days-to-next", 5), ("next-is-weekend", 0)),
    ];
}
