using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Predictor.Care.Fhir;
using Predictor.Care.Fhir.Configuration;

namespace Predictor.Care.Tests.Fhir;

/// <summary>Resources for hand-worked examples, all of the patient <c>p</c> unless they say otherwise.</summary>
internal static class Resources
{
    public const string AsOf = "2026-03-20T12:00:00Z";

    public const string Patient = """{ "resourceType": "Patient", "id": "p", "birthDate": "1990-06-15" }""";

    public const string Course = """{ "resourceType": "EpisodeOfCare", "id": "e", "status": "active", "patient": { "reference": "Patient/p" }, "period": { "start": "2026-01-05" } }""";

    /// <summary>An appointment that was booked on the first of February.</summary>
    public static string Appointment(string id, string start, string status, string more = "") =>
        $$"""{ "resourceType": "Appointment", "id": "{{id}}", "status": "{{status}}", "start": "{{start}}", "created": "2026-02-01T09:00:00Z", "participant": [ { "actor": { "reference": "Patient/p" }, "status": "accepted" } ]{{Member(more)}} }""";

    /// <summary>A resource of the patient.</summary>
    public static string Of(string type, string id, string more, string subject = "subject") =>
        $$"""{ "resourceType": "{{type}}", "id": "{{id}}", "{{subject}}": { "reference": "Patient/p" }{{Member(more)}} }""";

    /// <summary>The resources with a patient and an episode.</summary>
    public static FhirReading Read(params string[] resources) => ReadAt(AsOf, resources);

    public static FhirReading ReadAt(string asOf, params string[] resources) => ReadAll(asOf, [Patient, Course, .. resources]);

    public static FhirReading ReadAll(string asOf, string[] resources, FhirMap? map = null, string? patient = null, string? episode = null, RecordedKinds recorded = RecordedKinds.None) =>
        Read([.. resources.Select(r => JsonNode.Parse(r)!.AsObject())], DateTimeOffset.Parse(asOf, CultureInfo.InvariantCulture), map, patient, episode, recorded);

    public static FhirReading Read(IReadOnlyList<JsonObject> resources, DateTimeOffset asOf, FhirMap? map = null, string? patient = null, string? episode = null, RecordedKinds recorded = RecordedKinds.None)
    {
        var bundle = new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["type"] = "collection",
            ["entry"] = new JsonArray([.. resources.Select(r => new JsonObject { ["resource"] = r.DeepClone() })]),
        };
        return ReadBundle(bundle, asOf, map, patient, episode, recorded);
    }

    public static FhirReading ReadBundle(JsonNode bundle, DateTimeOffset asOf, FhirMap? map = null, string? patient = null, string? episode = null, RecordedKinds recorded = RecordedKinds.None) =>
        new FhirEpisodeReader(new FhirReaderOptions { Map = map ?? FhirMap.Default }).Read(new FhirEpisodeRequest
        {
            Resources = FhirInput.Of(JsonElement.Parse(bundle.ToJsonString())),
            AsOf = asOf,
            Patient = patient,
            Episode = episode,
            Recorded = recorded,
        });

    private static string Member(string more) => more.Length == 0 ? "" : ", " + more;
}
