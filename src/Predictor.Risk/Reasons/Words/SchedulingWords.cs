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
    private const string TooFew = "Fewer than two sessions attended so far";
    private const string NoneYet = "No session has come up yet";
    private const string DeliveryUnknown = "How sessions are held is not recorded";

    private static readonly Say W = new(FeatureFamily.Scheduling);

    public static IReadOnlyList<FeatureWords> All { get; } =
    [
        W.Fact("has-next-booking", Next, t => t.IsSome ? On("The next appointment is booked", t.NextDay) : NoneBooked, BookingsUnknown),
        W.Fact("days-to-next", Next, t => On($"The next appointment is {DaysAway(t.Value)}", t.NextDay), NoneOrUnknown) with { IsKnownWhenMissing = IsNoneBooked },
        W.Fact("bookings-ahead", Next, t => t.IsSome ? $"{Appointments(t.Value)} booked ahead" : NoneBooked, BookingsUnknown),
        W.Fact("days-without-booking", Next, t => t.IsSome ? $"Nothing booked for {Days(t.Value)}" : t.State.Next is null ? NoneBooked : On("The next appointment is booked", t.NextDay), BookingsUnknown),
        W.Fact("rebooked-at-last", Next, t => t.IsSome ? "The next appointment was booked by the end of the last session" : "No next appointment was booked by the end of the last session", t => t.State.Diary.TellsBookings ? "No session attended yet" : BookingsUnknown),
        W.Fact("lead-time-last", LeadTime, t => $"The last appointment was booked {Days(t.Value)} ahead", BookingsUnknown),
        W.Fact("lead-time-mean", LeadTime, t => $"Appointments are booked {AboutDays(t.Value)} ahead on average", BookingsUnknown),
        W.Fact("lead-time-next", LeadTime, t => $"The next appointment was booked {Days(t.Value)} ahead", NoneOrUnknown),
        W.Fact("gap-last", Gaps, t => $"The last two sessions were {AboutDays(t.Value)} apart", TooFew),
        W.Fact("gap-mean", Gaps, t => $"Sessions are {AboutDays(t.Value)} apart on average", TooFew),
        W.Fact("gap-longest", Gaps, t => $"The longest break between sessions was {AboutDays(t.Value)}", TooFew),
        W.Fact("gap-deviation", Gaps, t => $"The time between sessions varies by {AboutDays(t.Value)} on average", "Fewer than three sessions attended so far"),
        W.Fact("gap-ratio", Gaps, t => $"The time since the last session is {Number(t.Value)} times the usual gap", TooFew),
        W.Fact("weekday-regularity", Gaps, t => $"{Percent(t.Value)} of sessions on the same weekday", NoneYet),
        W.Fact("evening-share", Hours, t => t.IsSome ? $"{Percent(t.Value)} of sessions in the evening" : "No session in the evening", "At what time sessions were is not recorded"),
        W.Fact("weekend-share", Hours, t => t.IsSome ? $"{Percent(t.Value)} of sessions at the weekend" : "No session at the weekend", NoneYet),
        W.Fact("next-is-evening", Hours, t => t.IsSome ? "The next appointment is in the evening" : "The next appointment is during the day", t => t.State.Next is null ? NoneOrUnknown(t) : "At what time the next appointment is, is not recorded"),
        W.Fact("next-is-weekend", Hours, t => t.IsSome ? "The next appointment is at the weekend" : "The next appointment is on a working day", NoneOrUnknown),
        W.Fact("delivery-last", Delivery, t => $"The last session was {Held(t.Category)}", DeliveryUnknown),
        W.Fact("delivery-next", Delivery, t => $"The next session is to be {Held(t.Category)}", t => t.State.Next is null ? NoneOrUnknown(t) : DeliveryUnknown),
        W.Fact("remote-share", Delivery, t => t.IsSome ? $"{Percent(t.Value)} of sessions by video or phone" : "All sessions at the clinic", DeliveryUnknown),
        W.Fact("delivery-changes", Delivery, t => t.IsSome ? $"{Count(t.Value, "change", "changes")} between clinic, video and phone" : "Sessions were always held in the same way", DeliveryUnknown),
        W.Fact("duration-last", "duration", t => $"The last session was {Number(t.Value)} minutes long", "How long sessions are is not recorded"),
        W.Fact("waiting-days", Waiting, t => $"Intake was {Days(t.Value)} after the referral", "The day of referral is not recorded"),
        W.Fact("intake-to-first-session", Waiting, t => $"The first session was {Days(t.Value)} after intake", "No session attended yet"),
    ];

    private static bool IsNoneBooked(Told told) => told.State.Diary.TellsBookings && told.State.Next is null;

    private static string NoneOrUnknown(Told told) => IsNoneBooked(told) ? NoneBooked : told.State.Diary.TellsBookings ? "When the next appointment was booked is not recorded" : BookingsUnknown;

    private static string DaysAway(double days) => days < 1 ? "within a day" : $"{Days(days)} away";

    private static string Held(string? delivery) => delivery switch
    {
        "video" => "by video",
        "phone" => "by phone",
        _ => "at the clinic",
    };
}
