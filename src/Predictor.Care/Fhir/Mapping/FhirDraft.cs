using Predictor.Care.Time;

namespace Predictor.Care.Fhir.Mapping;

/// <summary>One episode with its events as records, before they are read and checked.</summary>
internal sealed class FhirDraft(FhirRow episode, Moment begin)
{
    public FhirRow Episode => episode;

    /// <summary>The referral or the start, whichever is first.</summary>
    public Moment Begin => begin;

    public List<FhirRow> Appointments { get; } = [];

    public List<FhirRow> Measures { get; } = [];

    public List<FhirRow> Payments { get; } = [];

    public List<FhirRow> Contacts { get; } = [];
}
