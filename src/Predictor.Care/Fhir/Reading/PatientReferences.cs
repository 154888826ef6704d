using System.Text.Json;

namespace Predictor.Care.Fhir.Reading;

/// <summary>Whom a resource is about, by references, business identifiers and contained patients.</summary>
internal sealed class PatientReferences
{
    private readonly Dictionary<string, string> _byIdentifier = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);

    /// <summary>Makes a resource known, so that references to its entry and, of a patient, to its identifiers find it.</summary>
    public void Add(FhirResource resource)
    {
        if (resource.FullUrl is { } url && resource.Id is { } id) _aliases.TryAdd(url, $"{resource.Type}/{id}");
        if (resource.Type != FhirTypes.Patient || resource.Reference is not { } key) return;
        foreach (var identifier in resource.Element.List("identifier"))
        {
            if (IdentifierOf(identifier) is { } value) _byIdentifier.TryAdd(value, Canonical(key));
        }
    }

    /// <summary>The one key of a resource that has several.</summary>
    public string Canonical(string key) => _aliases.GetValueOrDefault(key, key);

    /// <summary>The patients that a resource names, each once; empty where it names none.</summary>
    public IReadOnlyList<string> Of(FhirResource resource)
    {
        if (resource.Type == FhirTypes.Patient) return resource.Reference is { } own ? [Canonical(own)] : [];
        var keys = new List<string>();
        foreach (var reference in ReferencesOf(resource))
        {
            if (Resolve(resource, reference) is { } key && !keys.Contains(key)) keys.Add(key);
        }

        return keys;
    }

    /// <summary>The patient that a reference of a resource means; null where it means something else or nothing that is known.</summary>
    public string? Resolve(FhirResource resource, JsonElement reference)
    {
        if (FhirReference.KeyOf(reference.Text("reference")) is { } key)
        {
            if (key[0] == '#') return Contained(resource, key[1..]);
            key = Canonical(key);
            // A URN that leads nowhere may still be the patient's: references to others are not looked at here.
            return FhirReference.TypeOf(key) is var type && (type.IsEmpty || type.SequenceEqual(FhirTypes.Patient)) ? key : null;
        }

        return reference.Member("identifier") is { } identifier && IdentifierOf(identifier) is { } value ? _byIdentifier.GetValueOrDefault(value) : null;
    }

    private static IEnumerable<JsonElement> ReferencesOf(FhirResource resource)
    {
        if (resource.Type == FhirTypes.Appointment)
        {
            foreach (var participant in resource.Element.List("participant"))
            {
                if (participant.Member("actor") is { } actor) yield return actor;
            }
        }
        else if (FhirTypes.SubjectOf(resource.Type) is { } name && resource.Element.Member(name) is { } subject)
        {
            yield return subject;
        }
        else if (resource.Type == FhirTypes.Communication)
        {
            if (resource.Element.Member("sender") is { } sender) yield return sender;
            foreach (var recipient in resource.Element.List("recipient")) yield return recipient;
        }
    }

    /// <summary>A contained patient has no identity but its identifiers.</summary>
    private string? Contained(FhirResource resource, string id)
    {
        foreach (var contained in resource.Element.List("contained"))
        {
            if (contained.Text("id") != id || contained.Text("resourceType") != FhirTypes.Patient) continue;
            foreach (var identifier in contained.List("identifier"))
            {
                if (IdentifierOf(identifier) is { } value && _byIdentifier.TryGetValue(value, out var key)) return key;
            }
        }

        return null;
    }

    private static string? IdentifierOf(JsonElement identifier) => identifier.Text("value") is { } value ? $"{identifier.Text("system")}|{value}" : null;
}
