using System.Globalization;
using System.Text.Json.Nodes;
using Predictor.Care.Fhir;
using Xunit;
using static Predictor.Care.Tests.Fhir.Resources;

namespace Predictor.Care.Tests.Fhir;

public sealed class OddInputTests
{
    private const string Other = """{ "resourceType": "Patient", "id": "other" }""";

    [Fact]
    public void Two_patients_are_refused_unless_the_call_says_which()
    {
        Assert.Contains(ReadAll(AsOf, [Patient, Other, Course]).Issues, i => i is { Severity: FhirSeverity.Error, Code: "multiple-matches" });
        foreach (var patient in new[] { "p", "Patient/p", "https://ehr.example/fhir/Patient/p" })
        {
            var reading = ReadAll(AsOf, [Patient, Other, Course], patient: patient);
            Assert.Equal("Patient/p", reading.Patient);
            Assert.Contains(reading.Issues, i => i is { Severity: FhirSeverity.Warning, ResourceType: "Patient" });
        }

        Assert.Contains(ReadAll(AsOf, [Patient, Course], patient: "nobody").Issues, i => i is { Severity: FhirSeverity.Error, Code: "not-found" });
    }

    [Fact]
    public void Two_open_episodes_are_refused_unless_the_call_says_which()
    {
        var second = Course.Replace("\"e\"", "\"f\"", StringComparison.Ordinal);
        Assert.Contains(ReadAll(AsOf, [Patient, Course, second]).Issues, i => i is { Severity: FhirSeverity.Error, Code: "multiple-matches" });
        Assert.Equal("f", ReadAll(AsOf, [Patient, Course, second], episode: "EpisodeOfCare/f").Episode!.EpisodeId);
        Assert.Contains(ReadAll(AsOf, [Patient, Course], episode: "g").Issues, i => i is { Severity: FhirSeverity.Error, Code: "not-found" });
    }

    [Fact]
    public void Without_an_episode_or_a_patient_there_is_nothing_to_judge()
    {
        Assert.Contains(ReadAll(AsOf, [Patient]).Issues, i => i is { Severity: FhirSeverity.Error, Code: "required" });
        Assert.Contains(ReadAll(AsOf, []).Issues, i => i is { Severity: FhirSeverity.Error, Code: "required" });
    }

    [Fact]
    public void References_by_urn_by_identifier_and_to_contained_patients_are_followed()
    {
        const string Uuid = "urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e";
        var bundle = JsonNode.Parse($$"""
            { "resourceType": "Bundle", "type": "transaction", "entry": [
              { "fullUrl": "{{Uuid}}", "resource": { "resourceType": "Patient", "identifier": [ { "system": "s", "value": "v" } ] } },
              { "fullUrl": "urn:uuid:7c9e6679-7425-40de-944b-e07fc1f90ae7", "resource": { "resourceType": "EpisodeOfCare", "status": "active", "patient": { "reference": "{{Uuid.ToUpperInvariant()}}" }, "period": { "start": "2026-01-05" } } },
              { "resource": { "resourceType": "Appointment", "status": "noshow", "start": "2026-03-02T09:00:00Z", "participant": [ { "actor": { "identifier": { "system": "s", "value": "v" } } } ] } },
              { "resource": { "resourceType": "Appointment", "status": "noshow", "start": "2026-03-09T09:00:00Z", "contained": [ { "resourceType": "Patient", "id": "in", "identifier": [ { "system": "s", "value": "v" } ] } ], "participant": [ { "actor": { "reference": "#in" } } ] } },
              { "resource": { "resourceType": "Appointment", "status": "noshow", "start": "2026-03-16T09:00:00Z", "participant": [ { "actor": { "reference": "#nobody" } } ] } } ] }
            """)!;
        var reading = ReadBundle(bundle, DateTimeOffset.Parse(AsOf, CultureInfo.InvariantCulture));
        Assert.Equal(Uuid, reading.Patient);
        Assert.Equal(2, reading.Episode!.Appointments.Count);
        Assert.Contains(reading.Issues, i => i is { ResourceType: "Appointment", Severity: FhirSeverity.Warning });
        Assert.Contains(Uuid, reading.Basis);
    }

    [Fact]
    public void Bundles_within_bundles_are_read_and_other_types_are_passed_over()
    {
        var inner = new JsonObject { ["resourceType"] = "Bundle", ["entry"] = new JsonArray(new JsonObject { ["resource"] = JsonNode.Parse(Appointment("a", "2026-03-02T09:00:00Z", "fulfilled")) }) };
        var reading = Read(inner.ToJsonString(), """{ "resourceType": "Practitioner", "id": "x" }""", """{ "id": "nothing" }""", "{}");
        Assert.Single(reading.Episode!.Appointments);
        Assert.Contains(reading.Issues, i => i is { ResourceType: "Practitioner", Severity: FhirSeverity.Information });
        Assert.Equal(2, reading.Issues.Count(i => i.Code == "structure"));
    }

    [Fact]
    public void A_modifier_extension_keeps_a_resource_from_being_read()
    {
        var reading = Read(Appointment("a", "2026-03-02T09:00:00Z", "fulfilled", """ "modifierExtension": [ { "url": "http://elsewhere.example/not", "valueBoolean": true } ] """));
        Assert.Empty(reading.Episode!.Appointments);
        Assert.Contains(reading.Issues, i => i is { Severity: FhirSeverity.Warning, Expression: "Bundle.entry[2].resource.modifierExtension" });
    }

    [Fact]
    public void The_same_resource_twice_is_read_once_in_its_latest_version_by_then()
    {
        var versions = new[] { ("2026-03-01", "noshow"), ("2026-03-10", "fulfilled"), ("2026-03-25", "cancelled") }
            .Select(v => Appointment("a", "2026-03-02T09:00:00Z", v.Item2, $$""" "meta": { "lastUpdated": "{{v.Item1}}T10:00:00Z" } """)).ToArray();
        Assert.Equal(Care.Episodes.AppointmentStatus.Fulfilled, Assert.Single(Read(versions).Episode!.Appointments).Status);
        Assert.Equal(Care.Episodes.AppointmentStatus.Fulfilled, Assert.Single(Read([.. versions.Reverse()]).Episode!.Appointments).Status);
    }

    [Fact]
    public void An_appointment_of_several_clients_is_each_ones_own()
    {
        var group = Appointment("a", "2026-03-02T09:00:00Z", "fulfilled").Replace("\"participant\": [", "\"participant\": [ { \"actor\": { \"reference\": \"Patient/other\" } },", StringComparison.Ordinal);
        Assert.Equal("a~p", Assert.Single(Read(group).Episode!.Appointments).AppointmentId);
    }

    [Fact]
    public void A_record_in_error_is_left_out_and_listed_at_its_element()
    {
        var reading = Read(Appointment("a", "2026-03-02T09:00:00", "fulfilled"), Appointment("b", "2026-03-09T09:00:00Z", "done"), Appointment("c", "2026-03-16T09:00:00Z", "fulfilled"));
        Assert.Equal("c", Assert.Single(reading.Episode!.Appointments).AppointmentId);
        Assert.Contains(reading.Issues, i => i is { Severity: FhirSeverity.Warning, Expression: "Bundle.entry[2].resource.start", Code: "value" });
        Assert.Contains(reading.Issues, i => i is { Severity: FhirSeverity.Warning, Expression: "Bundle.entry[3].resource.status", Code: "code-invalid" });
    }
}
