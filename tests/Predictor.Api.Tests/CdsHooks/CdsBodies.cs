using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Predictor.Api.Description;
using Predictor.Api.Tests.Support;
using Predictor.Care.Episodes;
using Predictor.Care.Time;
using Predictor.Testing;
using Xunit;

namespace Predictor.Api.Tests.CdsHooks;

/// <summary>Bodies and answers of CDS Hooks.</summary>
internal static class CdsBodies
{
    public const string View = "/cds-services/dropout-risk-patient-view";
    public const string Book = "/cds-services/dropout-risk-appointment-book";
    public const string AsOfExtension = "urn:predictor:cds:as-of";

    /// <summary>Every key of prefetch by the type of what stands there.</summary>
    public static IReadOnlyDictionary<string, string> Keys { get; } = new Dictionary<string, string>
    {
        ["patient"] = "Patient",
        ["episodes"] = "EpisodeOfCare",
        ["carePlans"] = "CarePlan",
        ["appointments"] = "Appointment",
        ["encounters"] = "Encounter",
        ["observations"] = "Observation",
        ["questionnaireResponses"] = "QuestionnaireResponse",
        ["coverages"] = "Coverage",
        ["invoices"] = "Invoice",
        ["communications"] = "Communication",
    };

    /// <summary>The documented example of patient-view.</summary>
    public static JsonObject Example() => Examples.Node(Examples.CdsPatientView).AsObject();

    /// <summary>The documented example of appointment-book.</summary>
    public static JsonObject BookExample() => Examples.Node(Examples.CdsAppointmentBook).AsObject();

    /// <summary>A call for patient-view of an episode of the synthetic clinic.</summary>
    public static JsonObject Of(Episode episode, DateTimeOffset asOf) => new()
    {
        ["hook"] = "patient-view",
        ["hookInstance"] = "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        ["extension"] = new JsonObject { [AsOfExtension] = Text(asOf) },
        ["context"] = new JsonObject { ["userId"] = "Practitioner/t-1", ["patientId"] = episode.ClientId },
        ["prefetch"] = Prefetch(Resources(episode)),
    };

    public static IReadOnlyList<JsonObject> Resources(Episode episode) => new FhirWriter(ClinicCalendar.Utc).Write(episode);

    public static JsonObject Prefetch(IReadOnlyList<JsonObject> resources)
    {
        var prefetch = new JsonObject();
        foreach (var (key, type) in Keys)
        {
            var own = resources.Where(r => (string)r["resourceType"]! == type).ToList();
            prefetch[key] = own.Count == 0 ? null : type == "Patient" ? own[0].DeepClone() : FhirWriter.Bundle(own);
        }

        return prefetch;
    }

    public static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The cards of an answer, which all keep the rules of the specification.</summary>
    public static async Task<IReadOnlyList<JsonElement>> CardsAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == 200, $"{response.StatusCode}: {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var answer = JsonElement.Parse(text);
        CardRules.Check(answer);
        return [.. answer.GetProperty("cards").EnumerateArray()];
    }

    public static Task<HttpResponseMessage> CallAsync(this HttpClient client, string path, JsonNode body) => client.PostAsync(path, Bodies.Json(body));
}
