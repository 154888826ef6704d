using System.Text.Json;

namespace Predictor.Care.Fhir.Reading;

/// <summary>One resource and where it stands.</summary>
internal sealed class FhirResource
{
    private FhirResource(JsonElement element, string type, FhirInput input)
    {
        Element = element;
        Type = type;
        Input = input;
        Id = element.Text("id") is { } id && FhirReference.IsId(id) ? id : null;
        FullUrl = FhirReference.KeyOf(input.FullUrl);
        LastUpdated = element.Member("meta")?.Text("lastUpdated");
    }

    public JsonElement Element { get; }

    /// <summary>Such as <c>Appointment</c>.</summary>
    public string Type { get; }

    /// <summary>The id on its server; null where it has none, or one that FHIR does not allow.</summary>
    public string? Id { get; }

    public FhirInput Input { get; }

    /// <summary>The entry's own address in the form of a key; null where there is none.</summary>
    public string? FullUrl { get; }

    /// <summary>When the server last changed it; null where it does not say.</summary>
    public string? LastUpdated { get; }

    /// <summary>The id by which records know it: its own, else the last part of its entry's address, else its place.</summary>
    public string RecordId => Id ?? (FullUrl is { } url ? FhirReference.IdOf(url) : Input.Place);

    /// <summary>How others refer to it; null where nobody can.</summary>
    public string? Reference => Id is null ? FullUrl : $"{Type}/{Id}";

    /// <summary>Reads what a resource is.</summary>
    /// <returns>Null where the element is no resource.</returns>
    public static FhirResource? Read(FhirInput input) => input.Resource.Text("resourceType") is { } type ? new FhirResource(input.Resource, type, input) : null;

    /// <summary>The key of the reference under a name; null where there is none that can be followed.</summary>
    public string? ReferenceAt(string name) => Element.Member(name) is { } reference ? FhirReference.KeyOf(reference.Text("reference")) : null;

    public string? Text(string name) => Element.Text(name);
}
