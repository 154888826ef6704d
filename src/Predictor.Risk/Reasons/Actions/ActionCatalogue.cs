using Predictor.Care.Episodes;
using Predictor.Risk.Features;
using Predictor.Risk.Features.State;
using Predictor.Risk.Reasons.Words;

namespace Predictor.Risk.Reasons.Actions;

/// <summary>
/// What practices are advised to try when a client may be about to leave. Never billing, refusing or ending care. All texts of actions stand here. Where
/// several answer a reason the first that fits is suggested first: what is for one thing stands before what is for many.
/// </summary>
internal static class ActionCatalogue
{
    /// <summary>From here on a wait is worth shortening. An assumption: no-shows are known to rise with lead times over four weeks, and half of that leaves time to act.</summary>
    private const double LongWaitDays = 14;

    /// <summary>Over 14 km no-shows were more frequent (Lee 2005); a rural study found nothing.</summary>
    private const double FarKilometres = 14;

    /// <summary>Sessions after which the absence of progress is a reason to look wider. An assumption.</summary>
    private const int EnoughSessions = 5;

    /// <summary>A talk about something that happened longer ago than this comes too late. An assumption, like the next.</summary>
    private const int RecentDays = 14;

    private const int LongerDays = 60;

    /// <summary>Reminders a few days ahead are the usual; earlier ones are forgotten again.</summary>
    private const int ReminderDays = 7;

    /// <summary>A fall of the alliance by this share of the range is worth naming; the ruptures of the features are twice as much. An assumption.</summary>
    private const double AllianceFall = 0.05;

    /// <summary>So many times the usual gap since the last session is late. An assumption.</summary>
    private const double LateGap = 1.5;

    public static IReadOnlyList<CareAction> All { get; } =
    [
        new()
        {
            Code = "safety-first",
            Title = "Ask about safety first, by the clinic's own protocol",
            Detail = "The last outcome scores are severe, or have clearly worsened. Before anything else, ask about risk of harm and follow the safety protocol.",
            IsSafety = true,
            Fits = s => SafetySigns.Of(s).Count > 0,
        },
        new()
        {
            Code = "call-after-miss",
            Title = "Call today about the missed session",
            Detail = "A call soon, best on the same day, shows that the client is expected. Ask how things are, and offer a new time.",
            Answers = ["attendance.misses", "attendance.presence", "scheduling.gaps"],
            Fits = s => s.Attendance.MissesInARow > 0 && IsWithin(s, s.Attendance.LastMissed, RecentDays),
            WasTried = RecentContacts.HasFollowedUpMiss,
        },
        new()
        {
            Code = "try-another-channel",
            Title = "Try another way to get in touch",
            Detail = "The last attempts are without an answer so far. A letter, a text or a secure message leaves the choice with the client.",
            Answers = ["contact.answers", "attendance.misses", "attendance.presence"],
            Fits = RecentContacts.HasOpenAttempt,
            WasTried = RecentContacts.HasTriedTwoChannels,
        },
        new()
        {
            Code = "offer-next-appointment",
            Title = "Offer the next appointment now",
            Detail = "Nothing is booked ahead. Agree on a time before the client leaves the next session, or offer two times by message today.",
            Answers = ["scheduling.next", "scheduling.gaps", "attendance.presence"],
            Fits = s => s.Diary.TellsBookings && s.Next is null,
            WasTried = RecentContacts.HasReachedOut,
        },
        new()
        {
            Code = "remind-and-confirm",
            Title = "Send a reminder and ask for a short confirmation",
            Detail = "Reminders make sessions easier to keep. A confirmation is also a moment to move the time.",
            Answers = ["contact.reminders", "scheduling.lead-time", "attendance.misses", "attendance.cancellations"],
            Fits = s => s.Next is { } next && next.StartsAt.Ticks - s.Now <= ReminderDays * TimeSpan.TicksPerDay && s.Diary.NextIsConfirmed(s.Now) != true,
            WasTried = RecentContacts.HasReminded,
        },
        new()
        {
            Code = "repair-alliance",
            Title = "Ask how working together feels, and mend what is strained",
            Detail = "Name openly that something may have changed, take it as useful to hear, and agree on what to do differently.",
            Answers = ["alliance.level", "alliance.change", "alliance.rupture", "alliance.therapist"],
            Fits = IsStrained,
        },
        new()
        {
            Code = "ask-about-alliance",
            Title = "Ask how working together feels, and whether anything should change",
            Detail = "A short, open question at the end of a session is enough. Take what comes as useful to hear.",
            Answers = ["alliance.level", "alliance.change", "alliance.rupture", "alliance.therapist"],
            Fits = s => s.Attendance.Attended > 0 && !IsStrained(s),
        },
        new()
        {
            Code = "finish-well",
            Title = "Talk about what has been reached, and how to finish well",
            Detail = "The scores have clearly improved. Look at it together, and plan the last steps and a last session rather than leave the end to chance.",
            Answers = ["outcome.course", "outcome.severity", "course.stage"],
            Fits = s => s.Outcome.Worsening <= -1,
        },
        new()
        {
            Code = "review-goals",
            Title = "Look at goals and approach together",
            Detail = "Ask whether the goals are still the right ones and whether the way of working fits; change what does not.",
            Answers = ["outcome.course", "outcome.severity", "alliance.change"],
            Fits = s => s.Attendance.Attended > 0,
        },
        new()
        {
            Code = "involve-others",
            Title = "Think about involving other professionals, with consent",
            Detail = "The scores have not come on as hoped so far. A second view, or care in addition, may help.",
            Answers = ["outcome.course", "outcome.severity"],
            Fits = s => s.Outcome.IsOffTrack == 1 && s.Attendance.Attended >= EnoughSessions,
        },
        new()
        {
            Code = "collect-feedback",
            Title = "Ask for short feedback scores at every session",
            Detail = "A minute for a questionnaire shows early what is not said aloud. Look at the answers together.",
            Answers = ["alliance.recency", "outcome.recency"],
            AnswersMissing = [FeatureFamily.Alliance, FeatureFamily.Outcome],
            Fits = s => s.Attendance.LastAttended is { } session && (s.Alliance.Client?.LastTicks < session || s.Outcome.Severity?.LastTicks < session || s.Alliance.Client is null || s.Outcome.Severity is null),
        },
        new()
        {
            Code = "help-with-cover",
            Title = "Help to sort out the insurance cover",
            Detail = "Say what is known about the cover, who can help, and how sessions can go on meanwhile.",
            Answers = ["payment.cover"],
            Fits = s => IsWithin(s, s.Payments.LastLapse, LongerDays),
        },
        new()
        {
            Code = "talk-about-cost",
            Title = "Explain cover and costs, and offer a payment plan",
            Detail = "Ask whether cost is a worry, say what a session costs out of pocket, and offer a plan. No demand, no condition.",
            Answers = ["payment.balance", "payment.declined", "payment.fees", "payment.payer", "payment.cover", "payment.last-payment"],
            Fits = s => !s.Payments.IsOnPlan && MayBeCostly(s),
        },
        new()
        {
            Code = "fit-the-plan",
            Title = "Ask whether the payment plan still fits",
            Detail = "A plan has been agreed. Ask whether it is still manageable, and change it where it is not.",
            Answers = ["payment.balance", "payment.declined", "payment.fees", "payment.plan", "payment.last-payment"],
            Fits = s => s.Payments.IsOnPlan,
        },
        new()
        {
            Code = "help-with-travel",
            Title = "Ask about the way to the clinic, and offer help with transport",
            Detail = "Ask how long the way takes and what it costs; offer transport help where there is any, or sessions by video.",
            Answers = ["person.distance"],
            Fits = s => s.Episode.DistanceKm >= FarKilometres && (s.Next?.Delivery ?? s.Sessions.LastDelivery) is null or Delivery.InPerson,
        },
        new()
        {
            Code = "ask-about-barriers",
            Title = "Ask what gets in the way of coming, without judgement",
            Detail = "Work, care for others, travel, cost, doubts: ask openly and see what can be made easier.",
            Answers = ["attendance.misses", "attendance.cancellations", "attendance.presence", "scheduling.gaps", "course.history", "course.pace"],
            Fits = s => s.Attendance.Missed > 0 || s.Attendance.NotAttendedInARow > 0 || s.Episode.PriorDropouts > 0 || IsLate(s),
        },
        new()
        {
            Code = "offer-other-times",
            Title = "Offer an evening, weekend, video or phone appointment",
            Detail = "Another time or another way may be easier to keep.",
            Answers = ["attendance.cancellations", "attendance.misses", "scheduling.hours", "scheduling.delivery", "scheduling.gaps", "person.distance"],
            Fits = s => s.Attendance.Missed > 0 || s.Attendance.NotAttendedInARow > 0 || IsLate(s) || s.Episode.DistanceKm >= FarKilometres,
        },
        new()
        {
            Code = "shorten-the-wait",
            Title = "Offer an earlier time, or a call while waiting",
            Detail = "Waiting makes it harder to come. An earlier slot or a short call keeps the door open.",
            Answers = ["scheduling.waiting", "scheduling.lead-time", "scheduling.next"],
            Fits = s => s.Next is { } next && (next.StartsAt.Ticks - s.Now) / (double)TimeSpan.TicksPerDay >= LongWaitDays,
            WasTried = RecentContacts.HasReachedOut,
        },
        new()
        {
            Code = "set-expectations",
            Title = "Talk through what to expect and how long it may take",
            Detail = "Clear expectations in the first sessions help clients to stay: what happens, how long, what change may feel like.",
            Answers = ["course.stage", "scheduling.waiting", "course.history"],
            Fits = s => s.Attendance.Attended <= CourseWords.EarlySessions,
        },
        new()
        {
            Code = "one-concrete-step",
            Title = "End the session with one concrete step and the next date",
            Detail = "One thing to try, one thing to leave behind, and a time to come back.",
            Answers = ["course.stage", "outcome.course", "scheduling.next"],
            Fits = s => s.Attendance.Attended > 0 && s.Next is not null,
        },
        new()
        {
            Code = "check-in-between",
            Title = "Check in between sessions by phone or secure message",
            Detail = "A short, friendly message: how are things since last time, and is there anything to prepare for the next one?",
            Answers = ["contact.outreach", "contact.answers", "attendance.presence", "course.stage"],
            Fits = s => !RecentContacts.HasOpenAttempt(s),
            WasTried = RecentContacts.HasReachedOut,
        },
        new()
        {
            Code = "talk-over-the-change",
            Title = "Talk over the change of therapist",
            Detail = "Ask what was good with the therapist before and what should stay the same.",
            Answers = ["course.therapist"],
            Fits = s => IsWithin(s, s.Sessions.LastTherapistChange, LongerDays),
        },
    ];
    private static bool IsWithin(FeatureState state, long? happened, int days) => happened is { } ticks && state.Now - ticks <= days * TimeSpan.TicksPerDay;

    private static bool IsStrained(FeatureState state) =>
        state.Alliance.LevelAlarm == 1 || state.Alliance.DropAlarm == 1 || state.Alliance.IsRuptured || (state.Alliance.Client is { } scores && scores.Last - scores.Previous <= -AllianceFall);

    private static bool MayBeCostly(FeatureState state) =>
        state.Payments.Balance > 0 || state.Payments.Declined60(state.Now) > 0 || state.Payments.MissedSessionFees90(state.Now) > 0 || state.Payments.LastLapse is not null
        || state.Episode.Payer == Payer.SelfPay || state.Episode.Copay > 0;

    private static bool IsLate(FeatureState state) => state.Sessions.MeanGap > 0 && Span.DaysSince(state.Attendance.LastAttended, state.Now) > LateGap * state.Sessions.MeanGap;
}
