using Predictor.Care.Reading.Columns;

namespace Predictor.Care.Fhir.Configuration;

/// <summary>The names that a mapping has: its tables of codes, its extensions, and what the time of the last update may tell.</summary>
internal static class FhirNames
{
    /// <summary>The beginning of the project's own code systems, extensions and identifiers.</summary>
    public const string Own = "urn:predictor:fhir:";

    /// <summary>The code system whose codes are <c>INSTRUMENT</c> or <c>INSTRUMENT/SCALE</c>.</summary>
    public const string OwnInstruments = Own + "instrument";

    /// <summary>The beginning of the URLs of questionnaires that are named <c>INSTRUMENT</c> or <c>INSTRUMENT/SCALE</c> and hold their score in the item <c>total</c>.</summary>
    public const string OwnQuestionnaires = Own + "questionnaire:";

    /// <summary>The beginning of the URLs of extensions that hold a covariate; its name follows, without <c>x_</c>.</summary>
    public const string OwnCovariates = Own + "x:";

    public const string OwnTotal = "total";

    public const string CancelledBy = "cancelledBy";
    public const string Delivery = "delivery";
    public const string EncounterClasses = "encounterClasses";
    public const string EndReasons = "endReasons";
    public const string Treatments = "treatments";
    public const string Formats = "formats";
    public const string Payers = "payers";
    public const string InvoiceKinds = "invoiceKinds";
    public const string PaymentKinds = "paymentKinds";
    public const string Channels = "channels";
    public const string Purposes = "purposes";

    public const string Cancelled = "cancelled";
    public const string Booked = "booked";
    public const string Balanced = "balanced";
    public const string Ended = "ended";

    /// <summary>The tables of codes and the codes of the export that each may give; none where any text will do.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Tables { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        [CancelledBy] = CodeTables.CancelledBy.Codes,
        [Delivery] = CodeTables.Delivery.Codes,
        [EncounterClasses] = ["session", "other"],
        [EndReasons] = CodeTables.EndReason.Codes,
        [Treatments] = [],
        [Formats] = CodeTables.Format.Codes,
        [Payers] = CodeTables.Payer.Codes,
        [InvoiceKinds] = ["charge", "fee_missed_session"],
        [PaymentKinds] = ["payment", "declined", "refund", "write_off", "plan_started", "coverage_lapsed"],
        [Channels] = [],
        [Purposes] = CodeTables.Purpose.Codes,
    };

    /// <summary>What extensions may tell.</summary>
    public static IReadOnlyList<string> Extensions { get; } =
    [
        "bookedAt", "statusAt", "cancelledBy", "delivery", "reminderSentAt", "confirmedAt", "episode", "referredOn", "endReason", "endRecordedAt", "treatment", "format", "ageAtStart", "distanceKm",
        "priorEpisodes", "priorDropouts", "payer", "copay", "dueOn", "kind", "answeredAt", "direction", "purpose", "channel", "rater",
    ];

    /// <summary>What <c>meta.lastUpdated</c> may tell the time of.</summary>
    public static IReadOnlyList<string> Updates { get; } = [Booked, Cancelled, Balanced, Ended];
}
