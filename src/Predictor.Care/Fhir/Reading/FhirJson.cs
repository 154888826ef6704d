using System.Text.Json;

namespace Predictor.Care.Fhir.Reading;

/// <summary>
/// Looks into FHIR JSON without ever failing: what is absent, of another type or no valid Unicode reads as null or empty, and what is unknown is
/// passed over, as FHIR asks of a reader.
/// </summary>
public static class FhirJson
{
    /// <summary>A member; null where there is none.</summary>
    public static JsonElement? Find(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        try
        {
            return element.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // The name of some member is escaped as half a surrogate pair.
            return null;
        }
    }

    /// <summary>The object under a name.</summary>
    public static JsonElement? Member(this JsonElement element, string name) => element.Find(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    /// <summary>The text under a name; null where there is none or an empty one.</summary>
    public static string? Text(this JsonElement element, string name) => element.Find(name) is { } value ? value.Text() : null;

    /// <summary>The text that an element is.</summary>
    public static string? Text(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String) return null;
        try
        {
            return element.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The digits of the number under a name, as they were sent.</summary>
    public static string? Number(this JsonElement element, string name) => element.Find(name) is { ValueKind: JsonValueKind.Number } value ? value.GetRawText() : null;

    /// <summary>The elements of the list under a name; none where it is no list.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement element, string name) => element.Find(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
