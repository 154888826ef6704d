using Predictor.Risk.Features.State;
using static Predictor.Risk.Features.RiskDirection;

namespace Predictor.Risk.Features.Catalogue;

/// <summary>Messages, calls and reminders between sessions. Missing where they are not recorded.</summary>
internal static class ContactFeatures
{
    private const string Direction = "contacts.direction";
    private const string Answered = "contacts.answered_at";
    private const string Reminder = "appointments.reminder_sent_at";
    private const string Confirmed = "appointments.confirmed_at";

    private static readonly Declare F = new(FeatureFamily.Contact);

    public static IReadOnlyList<Feature> All { get; } =
    [
        F.Number("unanswered", "Messages without an answer", Unit.Count, Raises, "The clinic's messages and calls, reminders aside, since the client was last heard of; missing where contacts never say which way they went.", s => IfRecorded(s, c => c.TellsDirection ? c.Unanswered : double.NaN), Direction),
        F.Number("answered-share", "Share of messages answered", Unit.Share, Lowers, "Share of the clinic's messages and calls, reminders aside, that were answered; missing before the first.", s => IfRecorded(s, c => c.AnsweredShare), Direction, Answered),
        F.Number("days-since-contact", "Days since the last contact", Unit.Days, Either, "Days since the last contact either way; missing before the first. Clinics turn to those who are about to leave, so a contact not long ago may be a sign of risk as well as of care.", s => IfRecorded(s, c => Span.DaysSince(c.LastContact, s.Now)), "contacts.occurred_at"),
        F.Number("days-since-heard", "Days since the client was last heard of", Unit.Days, Raises, "Days since the client last wrote, called or answered; missing before the first time.", s => IfRecorded(s, c => Span.DaysSince(c.LastHeard, s.Now)), Direction),
        F.Number("outreach-28d", "Check-ins and outreach in four weeks", Unit.Count, Either, "Check-ins and outreach by the clinic in the last 28 days; missing where contacts never say which way they went or what for.", s => IfRecorded(s, c => c.TellsDirection && c.TellsPurpose ? c.Outreach28(s.Now) : double.NaN), Direction, "contacts.purpose"),
        F.Number("inbound-28d", "Messages from the client in four weeks", Unit.Count, Either, "Contacts by the client in the last 28 days; missing where contacts never say which way they went.", s => IfRecorded(s, c => c.TellsDirection ? c.Inbound28(s.Now) : double.NaN), Direction),
        F.Number("reminders", "Reminders sent", Unit.Count, Either, "Appointments with a reminder so far; missing before the first.", s => s.Diary.Reminded > 0 ? s.Diary.Reminded : double.NaN, Reminder),
        F.Number("reminders-confirmed-share", "Share of reminders confirmed", Unit.Share, Lowers, "Confirmed appointments over appointments with a reminder, 1 at most; missing before the first reminder.", s => s.Diary.Reminded > 0 ? Math.Min(1, s.Diary.Confirmed / (double)s.Diary.Reminded) : double.NaN, Reminder, Confirmed),
        F.YesNo("next-is-confirmed", "Next appointment confirmed", Lowers, "1 where the client has confirmed the next appointment; missing where none is booked or nothing was ever confirmed.", s => s.Next is not null && s.Diary.Confirmed > 0 ? s.Diary.NextIsConfirmed(s.Now) : null, Confirmed, "appointments.booked_at"),
    ];

    private static double IfRecorded(FeatureState state, Func<ContactState, double> value) => state.Episode.Contacts is null ? double.NaN : value(state.Contacts);
}
