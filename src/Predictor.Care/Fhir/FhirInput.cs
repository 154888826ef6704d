using System.Globalization;
using System.Text.Json;
using Predictor.Care.Fhir.Reading;

namespace Predictor.Care.Fhir;

/// <summary>One resource as it came.</summary>
/// <param name="Resource">The resource's JSON.</param>
/// <param name="Place">Where it stands, as a FHIRPath such as <c>Bundle.entry[3].resource</c>; problems begin with it.</param>
/// <param name="FullUrl">The entry's <c>fullUrl</c>; null where there is none.</param>
public sealed record FhirInput(JsonElement Resource, string Place, string? FullUrl = null)
{
    /// <summary>The file that it stands in; null outside of files.</summary>
    public string? File { get; init; }

    /// <summary>The 1-based line; 0 outside of files.</summary>
    public int Line { get; init; }

    /// <summary>The resources of a document: those of a Bundle and of the Bundles in it, else the resource itself.</summary>
    /// <param name="document">A resource.</param>
    /// <param name="place">Where it stands; null for the type of the resource.</param>
    public static IEnumerable<FhirInput> Of(JsonElement document, string? place = null) => Of(document, place ?? document.Text("resourceType") ?? "Resource", fullUrl: null);

    /// <summary>When the data of a document were put together: the <c>timestamp</c> of a Bundle; null where it does not say.</summary>
    public static string? TimestampOf(JsonElement document) => document.Text("resourceType") == "Bundle" ? document.Text("timestamp") : null;

    private static IEnumerable<FhirInput> Of(JsonElement document, string place, string? fullUrl)
    {
        if (document.Text("resourceType") != "Bundle")
        {
            yield return new FhirInput(document, place, fullUrl);
            yield break;
        }

        var index = 0;
        foreach (var entry in document.List("entry"))
        {
            var entryPlace = string.Create(CultureInfo.InvariantCulture, $"{place}.entry[{index++}].resource");
            if (entry.Find("resource") is not { } resource) continue;
            foreach (var input in Of(resource, entryPlace, entry.Text("fullUrl"))) yield return input;
        }
    }
}
