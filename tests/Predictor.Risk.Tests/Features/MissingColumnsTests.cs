using Predictor.Care.Episodes;
using Predictor.Risk.Features;
using Predictor.Risk.Features.Catalogue;
using Xunit;
using static Predictor.Testing.Given;

namespace Predictor.Risk.Tests.Features;

/// <summary>Where a column is not filled, every feature that needs it is missing: a zero would claim that nothing happened.</summary>
public sealed class MissingColumnsTests
{
    /// <summary>Every column is filled and every feature has a value.</summary>
    private static readonly Episode Full = Episode(
        "2026-01-05",
        Attended("2026-01-06 10:00", statusAt: "2026-01-06 11:00", bookedAt: "2026-01-02") with { Delivery = Delivery.Video, TherapistId = "t1", DurationMinutes = 50, ReminderSentAt = When("2026-01-05"), ConfirmedAt = When("2026-01-05") },
        Missed("2026-01-08 10:00", statusAt: "2026-01-08 11:00", bookedAt: "2026-01-02"),
        Cancelled("2026-01-12 10:00", CancelledBy.Client, statusAt: "2026-01-12 08:00", bookedAt: "2026-01-02"),
        Attended("2026-01-13 10:00", statusAt: "2026-01-13 11:00", bookedAt: "2026-01-02") with { Delivery = Delivery.Phone, TherapistId = "t2", DurationMinutes = 45 },
        Attended("2026-01-20 18:00", statusAt: "2026-01-20 19:00", bookedAt: "2026-01-02"),
        Booked("2026-02-03 10:00", bookedAt: "2026-01-13 11:00") with { Delivery = Delivery.InPerson, ReminderSentAt = When("2026-01-22"), ConfirmedAt = When("2026-01-23") }) with
    {
        ReferredOn = When("2025-12-01"),
        Payer = Payer.Public,
        Copay = 10,
        Treatment = "CBT",
        Format = TreatmentFormat.Individual,
        AgeAtStart = 40,
        DistanceKm = 3,
        PriorEpisodes = 1,
        PriorDropouts = 0,
        Measures =
        [
            .. new[] { "2026-01-06", "2026-01-13", "2026-01-20" }.SelectMany((day, i) => new[] { Measure(day, "SRS", 38 - (5 * i), rater: "client"), Measure(day, "PHQ-9", 15 - i, rater: "client") }),
            Measure("2026-01-20", "SRS", 35, rater: "therapist"),
        ],
        Payments =
        [
            Payment("2026-01-06", PaymentKind.Charge, 80, dueOn: "2026-01-10"),
            Payment("2026-01-07", PaymentKind.Payment, 40),
            Payment("2026-01-08", PaymentKind.FeeMissedSession, 20, dueOn: "2026-01-10"),
            Payment("2026-01-09", PaymentKind.Declined),
            Payment("2026-01-10", PaymentKind.PlanStarted),
            Payment("2026-01-11", PaymentKind.CoverageLapsed),
        ],
        Contacts =
        [
            Contact("2026-01-07", ContactDirection.Out, ContactPurpose.CheckIn, answeredAt: "2026-01-08"),
            Contact("2026-01-09", ContactDirection.In, ContactPurpose.Other),
        ],
    };

    private static readonly Dictionary<string, Func<Episode, Episode>> Without = new()
    {
        ["episodes.referred_on"] = e => e with { ReferredOn = null },
        ["episodes.payer"] = e => e with { Payer = null },
        ["episodes.copay"] = e => e with { Copay = null },
        ["episodes.treatment"] = e => e with { Treatment = null },
        ["episodes.format"] = e => e with { Format = null },
        ["episodes.age_at_start"] = e => e with { AgeAtStart = null },
        ["episodes.distance_km"] = e => e with { DistanceKm = null },
        ["appointments.booked_at"] = e => Each(e, a => a with { BookedAt = null }),
        ["appointments.status_at"] = e => Each(e, a => a with { StatusAt = null }),
        ["appointments.cancelled_by"] = e => Each(e, a => a with { CancelledBy = null }),
        ["appointments.delivery"] = e => Each(e, a => a with { Delivery = null }),
        ["appointments.therapist_id"] = e => Each(e, a => a with { TherapistId = null }),
        ["appointments.duration_minutes"] = e => Each(e, a => a with { DurationMinutes = null }),
        ["appointments.reminder_sent_at"] = e => Each(e, a => a with { ReminderSentAt = null }),
        ["appointments.confirmed_at"] = e => Each(e, a => a with { ConfirmedAt = null }),
        [ColumnPresence.AllianceScores] = e => e with { Measures = null },
        [ColumnPresence.OutcomeScores] = e => e with { Measures = null },
        ["measures.rater"] = e => e with { Measures = [.. e.Measures!.Where(m => m.Rater != "therapist").Select(m => m with { Rater = null })] },
        ["payments.kind"] = e => e with { Payments = null },
        ["payments.amount"] = e => e with { Payments = [.. e.Payments!.Select(p => p with { Amount = null })] },
        ["payments.due_on"] = e => e with { Payments = [.. e.Payments!.Select(p => p with { DueOn = null })] },
        ["contacts.occurred_at"] = e => e with { Contacts = null },
        ["contacts.direction"] = e => e with { Contacts = [.. e.Contacts!.Select(c => c with { Direction = null })] },
        ["contacts.purpose"] = e => e with { Contacts = [.. e.Contacts!.Select(c => c with { Purpose = null })] },
        ["contacts.answered_at"] = e => e with { Contacts = [.. e.Contacts!.Select(c => c with { AnsweredAt = null })] },
    };

    /// <summary>
    /// Without these nobody can tell "never answered" or "never confirmed" from "not recorded" within one episode: the features are left out
    /// where the whole data have no such value, and 0 is the honest answer where some have.
    /// </summary>
    private static readonly string[] ToldByTheWholeDataAlone = ["contact.answered-share", "contact.reminders-confirmed-share"];

    public static TheoryData<string> Columns => [.. Without.Keys];

    [Fact]
    public void The_full_example_fills_every_feature()
    {
        var features = FeatureSetBuilder.Build([Full], FeatureRows.Options, keepEmpty: true);
        var missing = FeatureCatalogue.All.Where(f => FeatureRows.Value(Full, features, f.Code, Ticks("2026-01-25")) is null).Select(f => f.Code);

        Assert.Empty(missing);
        Assert.Empty(FeatureCatalogue.All.SelectMany(f => f.Needs).Except(Without.Keys));
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public void Features_are_missing_without_a_column_they_need(string column)
    {
        var stripped = Without[column](Full);
        var features = FeatureSetBuilder.Build([stripped], FeatureRows.Options, keepEmpty: true);
        var needing = FeatureCatalogue.All.Where(f => f.Needs.Contains(column) && !ToldByTheWholeDataAlone.Contains(f.Code)).ToArray();

        foreach (var feature in needing)
        {
            var value = FeatureRows.Value(stripped, features, feature.Code, Ticks("2026-01-25"));
            Assert.True(value is null, $"{feature.Code} was {value} without {column}; expected it to be missing.");
        }
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public void Features_are_left_out_where_the_whole_data_lack_a_column_they_need(string column)
    {
        var features = FeatureSetBuilder.Build([Without[column](Full)], FeatureRows.Options);

        var leftOut = FeatureCatalogue.All.Where(f => features.IndexOf(f.Code) < 0).ToArray();

        Assert.Empty(FeatureCatalogue.All.Where(f => f.Needs.Contains(column)).Except(leftOut));
        // With the list of contacts, for one, all that it says goes as well; nothing else may.
        Assert.All(leftOut, f => Assert.Contains(f.Needs, n => n.Split('.')[0] == column.Split('.')[0]));
    }

    private static Episode Each(Episode episode, Func<Appointment, Appointment> change) => episode with { Appointments = [.. episode.Appointments.Select(change)] };
}
