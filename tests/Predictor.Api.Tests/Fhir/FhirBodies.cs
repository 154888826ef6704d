using System.Text.Json;
using System.Text.Json.Nodes;
using Predictor.Api.Description;
using Predictor.Api.Fhir;
using Predictor.Api.Tests.Support;
using Predictor.Care.Time;
using Predictor.Testing;
using Xunit;

namespace Predictor.Api.Tests.Fhir;

/// <summary>Bodies and answers of the FHIR endpoints.</summary>
internal static class FhirBodies
{
    public const string Path = "/fhir/R4/$score-dropout-risk";

    /// <summary>The documented example.</summary>
    public static JsonObject Example() => Examples.Node(Examples.FhirRequest).AsObject();

    /// <summary>An episode of the synthetic clinic as a Bundle within Parameters, which say of what it would tell.</summary>
    public static JsonObject Of(Care.Episodes.Episode episode, DateTimeOffset asOf)
    {
        var body = Parameters(FhirWriter.Bundle(new FhirWriter(ClinicCalendar.Utc).Write(episode)), asOf.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        foreach (var (kind, records) in new (string, object?)[] { ("measures", episode.Measures), ("payments", episode.Payments), ("contacts", episode.Contacts) })
        {
            if (records is not null) body["parameter"]!.AsArray().Add(new JsonObject { ["name"] = "recorded", ["valueCode"] = kind });
        }

        return body;
    }

    public static JsonObject Parameters(JsonObject bundle, string asOf) => new()
    {
        ["resourceType"] = "Parameters",
        ["parameter"] = new JsonArray(
            new JsonObject { ["name"] = "bundle", ["resource"] = bundle.DeepClone() },
            new JsonObject { ["name"] = "asOf", ["valueDateTime"] = asOf }),
    };

    public static ByteArrayContent Content(JsonNode body) => Bodies.Json(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), FhirResult.ContentType);

    /// <summary>The answer as a resource of a type.</summary>
    public static async Task<JsonElement> ResourceAsync(this HttpResponseMessage response, int status, string type)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{response.StatusCode}: {text}");
        Assert.Equal(FhirResult.ContentType, response.Content.Headers.ContentType?.MediaType);
        var resource = JsonElement.Parse(text);
        Assert.Equal(type, resource.GetProperty("resourceType").GetString());
        return resource;
    }

    /// <summary>Severity, code and expression of each issue.</summary>
    public static IReadOnlyList<string> Issues(this JsonElement outcome) =>
        [.. outcome.GetProperty("issue").EnumerateArray().Select(i => $"{i.GetProperty("severity").GetString()} {i.GetProperty("code").GetString()} {(i.TryGetProperty("expression", out var e) ? e[0].GetString() : "")}")];

    /// <summary>What could not be mapped, of a RiskAssessment.</summary>
    public static IReadOnlyList<string> Unmapped(this JsonElement assessment) =>
        [.. assessment.GetProperty("contained").EnumerateArray().Where(c => c.GetProperty("resourceType").GetString() == "OperationOutcome").SelectMany(o => o.Issues())];
}
