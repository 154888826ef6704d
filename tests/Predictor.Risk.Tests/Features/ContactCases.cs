using Predictor.Care.Episodes;
using static Predictor.Testing.Given;

namespace Predictor.Risk.Tests.Features;

internal static class ContactCases
{
    private static readonly Episode Writing = Episode(
        "2026-01-05",
        Attended("2026-01-08 10:00", bookedAt: "2026-01-01") with { ReminderSentAt = When("2026-01-07 10:00"), ConfirmedAt = When("2026-01-07 12:00") },
        Booked("2026-01-22 10:00", bookedAt: "2026-01-08 10:00") with { ReminderSentAt = When("2026-01-15 10:00"), ConfirmedAt = When("2026-01-19 10:00") }) with
    {
        Contacts =
        [
            Contact("2026-01-05 10:00", ContactDirection.Out, ContactPurpose.CheckIn, answeredAt: "2026-01-06 10:00"),
            Contact("2026-01-10 10:00", ContactDirection.Out, ContactPurpose.Reminder),
            Contact("2026-01-12 10:00", ContactDirection.In),
            Contact("2026-01-14 10:00", ContactDirection.Out, ContactPurpose.Outreach),
            Contact("2026-01-15 10:00", ContactDirection.Out, ContactPurpose.Other),
        ],
    };

    private static readonly Episode NoneYet = Episode("2026-01-05") with { Contacts = [] };
    private static readonly Episode NotRecorded = Episode("2026-01-05");
    private static readonly Episode NoDirection = NoneYet with { Contacts = [Contact("2026-01-05 10:00", direction: null, ContactPurpose.Outreach)] };
    private static readonly Episode AnsweredByTheClinic = NoneYet with { Contacts = [Contact("2026-01-05 10:00", ContactDirection.Out), Contact("2026-01-06 10:00", direction: null, answeredAt: "2026-01-07 10:00")] };
    private static readonly Episode NoPurpose = NoneYet with { Contacts = [Contact("2026-01-05 10:00", ContactDirection.Out)] };

    public static IEnumerable<FeatureCase> All { get; } =
    [
        .. FeatureCase.Of("contact", Writing, "2026-01-18 10:00",
            ("unanswered", 2),
            ("answered-share", 1 / 3.0),
            ("days-since-contact", 3),
            ("days-since-heard", 6),
            ("outreach-28d", 2),
            ("inbound-28d", 1),
            ("reminders", 2),
            ("reminders-confirmed-share", 0.5),
            ("next-is-confirmed", 0)),
        .. FeatureCase.Of("contact", Writing, "2026-01-19 10:00", ("reminders-confirmed-share", 1), ("next-is-confirmed", 1)),
        .. FeatureCase.Of("contact", Writing, "2026-01-05 10:00", ("unanswered", 1), ("answered-share", 0)),
        .. FeatureCase.Of("contact", Writing, "2026-01-06 10:00", ("unanswered", 0), ("answered-share", 1), ("days-since-heard", 0), ("days-since-contact", 1)),
        .. FeatureCase.Of("contact", NoneYet, "2026-01-18 10:00", ("unanswered", 0), ("outreach-28d", 0), ("inbound-28d", 0)),
        .. FeatureCase.Missing("contact", NoneYet, "2026-01-18 10:00", "answered-share", "days-since-contact", "days-since-heard", "reminders", "reminders-confirmed-share", "next-is-confirmed"),
        .. FeatureCase.Missing("contact", NotRecorded, "2026-01-18 10:00", "unanswered", "answered-share", "days-since-contact", "days-since-heard", "outreach-28d", "inbound-28d"),
        .. FeatureCase.Missing("contact", NoDirection, "2026-01-18 10:00", "unanswered", "outreach-28d", "inbound-28d", "days-since-heard"),
        .. FeatureCase.Of("contact", NoDirection, "2026-01-18 10:00", ("days-since-contact", 13)),
        .. FeatureCase.Of("contact", AnsweredByTheClinic, "2026-01-18 10:00", ("answered-share", 0), ("unanswered", 1)),
        .. FeatureCase.Missing("contact", NoPurpose, "2026-01-18 10:00", "outreach-28d"),
    ];
}
