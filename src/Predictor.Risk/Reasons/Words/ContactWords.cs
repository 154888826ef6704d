using Predictor.Risk.Features;
using static Predictor.Risk.Reasons.Phrase;

namespace Predictor.Risk.Reasons.Words;

/// <summary>Messages, calls and reminders between sessions, in words.</summary>
internal static class ContactWords
{
    private const string Answers = "answers";
    private const string Outreach = "outreach";
    private const string Reminders = "reminders";
    private const string NotRecorded = "Contacts between sessions are not recorded";
    private const string WayUnknown = "Which way contacts went is not recorded";
    private const string NoReminder = "No reminder on record";

    private static readonly Say W = new(FeatureFamily.Contact);

    public static IReadOnlyList<FeatureWords> All { get; } =
    [
        W.Fact("unanswered", Answers, t => t.IsSome ? $"{Count(t.Value, "message or call", "messages or calls")} by the clinic with no answer on record" : "No message or call by the clinic is waiting for an answer", t => Unknown(t, WayUnknown)),
        W.Fact("answered-share", Answers, t => $"{Percent(t.Value)} of the clinic's messages and calls answered, reminders aside", t => Known(t, "No message or call by the clinic so far, reminders aside", "contact.answers")),
        W.Fact("days-since-heard", Answers, t => $"The last message, call or answer from the client was {t.Ago(t.State.Contacts.LastHeard)}", t => Known(t, "No message, call or answer from the client between sessions so far", "contact.answers")),
        W.Fact("inbound-28d", Answers, t => t.IsSome ? $"{Count(t.Value, "message or call", "messages or calls")} from the client in the last four weeks" : "No message or call from the client in the last four weeks", t => Unknown(t, WayUnknown)),
        W.Fact("days-since-contact", Outreach, t => $"The last contact between sessions was {t.Ago(t.State.Contacts.LastContact)}", t => Known(t, "No contact between sessions so far", "contact.outreach")),
        W.Fact("outreach-28d", Outreach, t => t.IsSome ? $"{Count(t.Value, "check-in", "check-ins")} by the clinic in the last four weeks" : "No check-in by the clinic in the last four weeks", t => Unknown(t, "What contacts are for is not recorded")),
        W.Fact("reminders", Reminders, t => t.IsSome ? $"{Count(t.Value, "reminder", "reminders")} so far" : NoReminder, NoReminder),
        W.Fact("reminders-confirmed-share", Reminders, t => $"{Percent(t.Value)} of reminders confirmed", NoReminder),
        W.Fact("next-is-confirmed", Reminders, t => t.IsSome ? $"The next appointment is confirmed{(t.NextDay is { } day ? $" for {day}" : "")}" : "The next appointment is not confirmed yet", t => t.State.Next is not null ? "Whether appointments are confirmed is not recorded" : t.State.Diary.TellsBookings ? new Absence("No next appointment is booked", "scheduling.next") : "When appointments are booked is not recorded"),
    ];

    private static bool IsRecorded(Told told) => told.State.Episode.Contacts is not null;

    private static Absence Known(Told told, string text, string theme) => IsRecorded(told) ? new Absence(text, theme) : NotRecorded;

    private static Absence Unknown(Told told, string otherwise) => IsRecorded(told) ? otherwise : NotRecorded;
}
