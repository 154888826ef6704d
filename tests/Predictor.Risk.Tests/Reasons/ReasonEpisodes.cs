using Predictor.Care.Episodes;
using Predictor.Care.Timelines;
using Predictor.Risk.Features;
using Predictor.Risk.Features.State;
using Predictor.Risk.Tests.Features;
using static Predictor.Testing.Given;

namespace Predictor.Risk.Tests.Reasons;

/// <summary>Episodes that sentences are tried on.</summary>
internal static class ReasonEpisodes
{
    /// <summary>Two missed sessions in a row after two attended, nothing booked, a fallen alliance, a declined payment, one call without an answer.</summary>
    public static Episode Rich { get; } = Episode(
        "2026-01-19",
        Attended("2026-01-19 09:00", bookedAt: "2026-01-12 10:00") with { Delivery = Delivery.InPerson, DurationMinutes = 50, TherapistId = "t-1", ReminderSentAt = When("2026-01-18 09:00") },
        Attended("2026-02-02 09:00", bookedAt: "2026-01-19 10:00") with { Delivery = Delivery.Video, TherapistId = "t-2" },
        Missed("2026-02-16 09:00", bookedAt: "2026-02-02 10:00"),
        Missed("2026-02-23 09:00", bookedAt: "2026-02-16 10:00")) with
    {
        ReferredOn = When("2026-01-05"),
        AgeAtStart = 34,
        DistanceKm = 7.5,
        Payer = Payer.SelfPay,
        Copay = 20,
        Treatment = "CBT",
        Format = TreatmentFormat.Individual,
        PriorEpisodes = 1,
        PriorDropouts = 0,
        Measures =
        [
            Measure("2026-01-19 08:50", "PHQ-9", 15),
            Measure("2026-01-19 10:00", "SRS", 38),
            Measure("2026-02-02 08:50", "PHQ-9", 22),
            Measure("2026-02-02 10:00", "SRS", 24.5),
        ],
        Payments =
        [
            Payment("2026-02-02", PaymentKind.Charge, 20, dueOn: "2026-02-10"),
            Payment("2026-02-11 08:00", PaymentKind.Declined, 20),
        ],
        Contacts = [Contact("2026-02-17 10:00", ContactDirection.Out, ContactPurpose.CheckIn)],
    };

    /// <summary>An intake and nothing else.</summary>
    public static Episode Empty { get; } = Episode("2026-01-19");

    public static long At { get; } = Ticks("2026-02-24 12:00");

    /// <summary>The state of an episode at an instant, from what was known then.</summary>
    public static FeatureState State(Episode episode, long at)
    {
        var fold = new FeatureFold(Timeline.Of(AsOf.Known(episode, at)), FeatureRows.All, FeatureRows.Options);
        fold.RowAt(at, new double[FeatureRows.All.Count]);
        return fold.State;
    }
}
