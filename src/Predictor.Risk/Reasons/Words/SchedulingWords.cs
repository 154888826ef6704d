using Predictor.Care.Episodes;
using Predictor.Risk.Features;
using static Predictor.Risk.Reasons.Phrase;

namespace Predictor.Risk.Reasons.Words;

/// <summary>How sessions are arranged, in words.</summary>
internal static class SchedulingWords
{
    private const string Next = "next";
    private const string LeadTime = "lead-time";
    private const string Gaps = "gaps";
    private const string Hours = "hours";
    private const string Delivery = "delivery";
    private const string Waiting = "waiting";
    private const string NoneBooked = "No next appointment is booked";
    private const string BookingsUnknown = "When appointments are booked is not recorded";
    private const string DeliveryUnknown = "How sessions are held is not recorded";
    private const string DaysUnknown = "When sessions were is not recorded";

    private static readonly Say W = new(FeatureFamily.Scheduling);

    public static IReadOnlyList<FeatureWords> All { get; } =
    [
        W.Fact("has-next-booking", Next, t => t.IsSome ? Booked(t) : NoneBooked, BookingsUnknown),
        W.Fact("days-to-next", Next, t => t.DaysToNext is { } days ? $"The next appointment is {Ahead(days)}, on {t.NextDay}" : NoneBooked, t => OfNext(t, BookingsUnknown)),
        W.Fact("bookings-ahead", Next, t => t.IsSome ? $"{Appointments(t.Value)} booked ahead" : NoneBooked, BookingsUnknown),
        W.Fact("days-without-booking", Next, t => t.State.Next is not null ? Booked(t) : t.State.Diary.EmptySince(t.State.Now) is { } since && t.DaysSince(since) > 0 ? $"Nothing booked for {Days(t.DaysSince(since))}" : NoneBooked, BookingsUnknown),
        W.Fact("rebooked-at-last", Next, t => t.IsSome ? "The next appointment was booked by the end of the last session" : "No next appointment was booked by the end of the last session", t => t.State.Diary.TellsBookings ? Absence.TooEarly(t, 1, BookingsUnknown) : BookingsUnknown),
        W.Fact("lead-time-last", LeadTime, t => $"The last appointment was booked {Days(t.Value)} ahead", OfSettled),
        W.Fact("lead-time-mean", LeadTime, t => $"Appointments are booked {Days(t.Value)} ahead on average", OfSettled),
        W.Fact("lead-time-next", LeadTime, t => $"The next appointment was booked {Days(t.Value)} ahead", t => OfNext(t, "When the next appointment was booked is not recorded")),
        W.Fact("gap-last", Gaps, t => $"The last two sessions were {Days(t.Value)} apart", t => Absence.TooEarly(t, 2, DaysUnknown)),
        W.Fact("gap-mean", Gaps, t => $"Sessions are {Days(t.Value)} apart on average", t => Absence.TooEarly(t, 2, DaysUnknown)),
        W.Fact("gap-longest", Gaps, t => $"The longest break between sessions was {Days(t.Value)}", t => Absence.TooEarly(t, 2, DaysUnknown)),
        W.Fact("gap-deviation", Gaps, t => $"The time between sessions varies by {Days(t.Value)} on average", t => Absence.TooEarly(t, 3, DaysUnknown)),
        W.Fact("gap-ratio", Gaps, t => t.Last(AppointmentStatus.Fulfilled) is { } last ? $"The last session was {t.Ago(last.StartsAt)}, where {Days(t.State.Sessions.MeanGap)} between sessions is usual" : "No session attended yet", t => Absence.TooEarly(t, 2, DaysUnknown)),
        W.Fact("weekday-regularity", Gaps, t => $"{Percent(t.Value)} of sessions on the same weekday", "No session has come up yet"),
        W.Fact("evening-share", Hours, t => t.IsSome ? $"{Percent(t.Value)} of sessions in the evening" : "No session in the evening", t => Absence.TooEarly(t, 1, "At what time sessions were is not recorded")),
        W.Fact("weekend-share", Hours, t => t.IsSome ? $"{Percent(t.Value)} of sessions at the weekend" : "No session at the weekend", "No session has come up yet"),
        W.Fact("next-is-evening", Hours, t => t.IsSome ? "The next appointment is in the evening" : "The next appointment is during the day", t => OfNext(t, "At what time the next appointment is, is not recorded")),
        W.Fact("next-is-weekend", Hours, t => t.IsSome ? "The next appointment is at the weekend" : "The next appointment is on a weekday", t => OfNext(t, BookingsUnknown)),
        W.Fact("delivery-last", Delivery, t => $"The last session was {Held(t.Category)}", OfDelivery),
        W.Fact("delivery-next", Delivery, t => $"The next session is to be {Held(t.Category)}", t => OfNext(t, DeliveryUnknown)),
        W.Fact("remote-share", Delivery, t => t.IsSome ? $"{Percent(t.Value)} of sessions by video or phone" : "All sessions at the clinic", OfDelivery),
        W.Fact("delivery-changes", Delivery, t => t.IsSome ? $"{Count(t.Value, "change", "changes")} between clinic, video and phone" : "Sessions were always held in the same way", OfDelivery),
        W.Fact("duration-last", "duration", t => $"The last session was {Number(t.Value)} minutes long", t => Absence.TooEarly(t, 1, "How long sessions are is not recorded")),
        W.Fact("waiting-days", Waiting, t => t.IsSome ? $"Intake was {Days(t.Value)} after the referral" : "Intake was on the day of the referral", "The day of referral is not recorded"),
        W.Fact("intake-to-first-session", Waiting, IntakeToFirst, t => Absence.TooEarly(t, 1, DaysUnknown)),
    ];

    private static string Booked(Told told) => told.NextDay is { } day ? $"The next appointment is booked for {day}" : "The next appointment is booked";

    private static Absence OfNext(Told told, string otherwise)
    {
        if (!told.State.Diary.TellsBookings) return BookingsUnknown;
        return told.State.Next is null ? new Absence(NoneBooked, "scheduling.next") : otherwise;
    }

    private static Absence OfSettled(Told told) => told.LastSettled is null ? "No appointment has come up yet" : BookingsUnknown;

    private static Absence OfDelivery(Told told) => Absence.TooEarly(told, 1, DeliveryUnknown);

    private static string IntakeToFirst(Told told)
    {
        var first = told.State.Episode.Appointments.Where(a => a.Status == AppointmentStatus.Fulfilled).MinBy(a => (a.StartsAt, a.AppointmentId));
        var days = first is null ? 0 : told.Between(told.State.Episode.StartedOn, first.StartsAt);
        return days <= 0 ? "The first session was on the day of intake" : $"The first session was {Days(days)} after intake";
    }

    private static string Held(string? delivery) => delivery switch
    {
        "video" => "by video",
        "phone" => "by phone",
        _ => "at the clinic",
    };
}
