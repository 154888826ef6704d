using Predictor.Care.Instruments;
using Predictor.Care.Outcome;
using Predictor.Care.Time;

namespace Predictor.Care.Fhir;

/// <summary>How resources are read.</summary>
public sealed record FhirReaderOptions
{
    /// <summary>The clinic's zone, in which bare dates are days.</summary>
    public ClinicCalendar Calendar { get; init; } = ClinicCalendar.Utc;

    /// <summary>The instruments whose ranges are known.</summary>
    public InstrumentCatalogue Instruments { get; init; } = InstrumentCatalogue.Default;

    /// <summary>What counts as dropout, for the client's earlier episodes.</summary>
    public OutcomeOptions Outcome { get; init; } = new();

    /// <summary>The table of codes and extensions.</summary>
    public Configuration.FhirMap Map { get; init; } = Configuration.FhirMap.Default;

    /// <summary>How many resources one call may hold.</summary>
    public int MaximumResources { get; init; } = 10_000;
}

/// <summary>Resources of one client, and the moment at which the client is to be judged.</summary>
public sealed record FhirEpisodeRequest
{
    /// <summary>The resources, of one Bundle or several.</summary>
    public required IEnumerable<FhirInput> Resources { get; init; }

    /// <summary>What became known later tells nothing.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The patient, as an id or a reference; null where the resources are of one only.</summary>
    public string? Patient { get; init; }

    /// <summary>The episode, as an id or a reference; null for the one that is open.</summary>
    public string? Episode { get; init; }

    /// <summary>
    /// The kinds whose records would be among the resources if there were any. A kind of which a record is known needs no naming; any other that is not
    /// named counts as not recorded, since resources that are not there cannot say why.
    /// </summary>
    public RecordedKinds Recorded { get; init; }

    /// <summary>The document, for errors that concern all of it.</summary>
    public string Place { get; init; } = "Bundle";
}
