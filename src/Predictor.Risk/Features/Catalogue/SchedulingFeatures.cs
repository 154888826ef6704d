using Predictor.Risk.Features.State;
using static Predictor.Risk.Features.RiskDirection;

namespace Predictor.Risk.Features.Catalogue;

/// <summary>How sessions are arranged: what is booked, how long ahead, how regularly, when and how.</summary>
internal static class SchedulingFeatures
{
    private const string Booked = "appointments.booked_at";
    private const string Delivery = "appointments.delivery";

    private static readonly Declare F = new(FeatureFamily.Scheduling);

    public static IReadOnlyList<Feature> All { get; } =
    [
        F.YesNo("has-next-booking", "Next appointment booked", Lowers, "1 where an appointment lies ahead; missing until an appointment has said when it was booked.", s => s.Diary.TellsBookings ? s.Next is not null : null, Booked),
        // A long wait is easily missed; but the last session is less likely to fall into a fixed number of days where they hold few.
        F.Number("days-to-next", "Days to the next appointment", Unit.Days, Either, "Days to the start of the next appointment; missing where none is booked or bookings are not told.", s => s.Next is { } next ? Span.Days(s.Now, next.StartsAt.Ticks) : double.NaN, Booked),
        F.Number("bookings-ahead", "Appointments booked ahead", Unit.Count, Lowers, "Appointments that lie ahead; missing until an appointment has said when it was booked.", s => s.Diary.TellsBookings ? s.Diary.CountAhead(s.Now) : double.NaN, Booked),
        F.Number("days-without-booking", "Days with nothing booked", Unit.Days, Raises, "Days since the last booking ahead took place or was called off, 0 where one lies ahead; missing until an appointment has said when it was booked.", s => !s.Diary.TellsBookings ? double.NaN : s.Diary.EmptySince(s.Now) is { } since ? Span.Days(since, s.Now) : 0, Booked),
        F.Number("rebooked-at-last", "Booked again by the end of the last session", Unit.YesNo, Lowers, "1 where the next appointment was booked by the end of the last attended session (60 minutes after its start where its length is not told); missing before the first or where bookings are not told.", s => s.Sessions.RebookedAtLast, Booked),
        F.Number("lead-time-last", "Days booked ahead, last appointment", Unit.Days, Raises, "Days from booking to start of the last appointment with an outcome; missing where unknown.", s => s.Sessions.LastLead, Booked),
        F.Number("lead-time-mean", "Days booked ahead, on average", Unit.Days, Raises, "Mean days from booking to start over appointments with an outcome; missing where unknown.", s => s.Sessions.MeanLead, Booked),
        F.Number("lead-time-next", "Days booked ahead, next appointment", Unit.Days, Raises, "Days from booking to start of the next appointment; missing where none is booked or unknown.", s => s.Next is { BookedAt: { } booked } next ? Span.Days(Math.Min(booked.Ticks, next.StartsAt.Ticks), next.StartsAt.Ticks) : double.NaN, Booked),
        F.Number("gap-last", "Days between the last two sessions", Unit.Days, Raises, "Days between the last two attended sessions; missing with fewer.", s => s.Sessions.LastGap),
        F.Number("gap-mean", "Days between sessions, on average", Unit.Days, Raises, "Mean days between attended sessions; missing with fewer than two.", s => s.Sessions.MeanGap),
        F.Number("gap-longest", "Longest break between sessions", Unit.Days, Raises, "Most days between two attended sessions in a row; missing with fewer than two.", s => s.Sessions.LongestGap),
        F.Number("gap-deviation", "How irregular the sessions are", Unit.Days, Raises, "Standard deviation of the days between attended sessions; missing with fewer than three.", s => s.Sessions.GapDeviation),
        F.Number("gap-ratio", "Time since the last session against the usual", Unit.Ratio, Raises, "Days since the last attended session over the mean days between sessions; missing with fewer than two.", s => s.Sessions.MeanGap > 0 ? Span.DaysSince(s.Attendance.LastAttended, s.Now) / s.Sessions.MeanGap : double.NaN),
        F.Number("weekday-regularity", "Share of sessions on the usual weekday", Unit.Share, Lowers, "Share of attended and missed sessions on the most frequent weekday; missing before the first.", s => s.Sessions.WeekdayRegularity),
        F.Number("evening-share", "Share of sessions in the evening", Unit.Share, Either, "Share of attended and missed sessions that start at 17:00 or later in the clinic's zone; missing where only days are known.", s => s.Sessions.EveningShare),
        F.Number("weekend-share", "Share of sessions at the weekend", Unit.Share, Either, "Share of attended and missed sessions on a Saturday or Sunday; missing before the first.", s => s.Sessions.WeekendShare),
        F.YesNo("next-is-evening", "Next appointment in the evening", Either, "1 where the next appointment starts at 17:00 or later in the clinic's zone; missing where none is booked or only the day is known.", s => s.Next is { StartsAt.IsDay: false } next ? SessionState.IsEvening(s.Calendar, next.StartsAt) : null, Booked),
        F.YesNo("next-is-weekend", "Next appointment at the weekend", Either, "1 where the next appointment is on a Saturday or Sunday; missing where none is booked.", s => s.Next is { } next ? SessionState.IsWeekend(s.Calendar, next.StartsAt) : null, Booked),
        F.Category("delivery-last", "How the last session was held", "in_person, video or phone at the last attended session; missing where unknown.", s => DeliveryName(s.Sessions.LastDelivery), Delivery),
        F.Category("delivery-next", "How the next session will be held", "in_person, video or phone at the next appointment; missing where none is booked or unknown.", s => DeliveryName(s.Next?.Delivery), Delivery, Booked),
        F.Number("remote-share", "Share of sessions by video or phone", Unit.Share, Either, "Share of attended sessions held by video or phone; missing where unknown.", s => s.Sessions.RemoteShare, Delivery),
        F.Number("delivery-changes", "Changes between clinic, video and phone", Unit.Count, Either, "How often an attended session was held in another way than the one before; missing where unknown.", s => s.Sessions.LastDelivery is null ? double.NaN : s.Sessions.DeliveryChanges, Delivery),
        F.Number("duration-last", "Length of the last session", Unit.Minutes, Either, "Minutes of the last attended session that says so; missing where none does.", s => s.Sessions.LastDuration, "appointments.duration_minutes"),
        F.Number("waiting-days", "Days from referral to intake", Unit.Days, Raises, "Days from referral to the start of the episode; missing where the referral is unknown.", s => s.Episode.ReferredOn is { } referred ? Math.Max(0, Span.Days(referred.EarliestTicks, s.Episode.StartedOn.EarliestTicks)) : double.NaN, "episodes.referred_on"),
        F.Number("intake-to-first-session", "Days from intake to the first session", Unit.Days, Raises, "Days from the start of the episode to the first attended session; missing before it.", s => s.Attendance.FirstAttended is { } first ? Math.Max(0, Span.Days(s.Episode.StartedOn.EarliestTicks, first)) : double.NaN),
    ];

    private static string? DeliveryName(Care.Episodes.Delivery? delivery) => delivery switch
    {
        Care.Episodes.Delivery.InPerson => "in_person",
        Care.Episodes.Delivery.Video => "video",
        Care.Episodes.Delivery.Phone => "phone",
        _ => null,
    };
}
