using System.Text.Json.Nodes;
using Predictor.Api.CdsHooks;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.CdsHooks;

[Collection(TrainedModelCollection.Name)]
public sealed class CdsValidationTests(TrainedModelFixture model)
{
    private readonly HttpClient _client = model.Api.CreateClient();

    [Theory]
    [InlineData("""{ "hook": "order-sign" }""", "/hook wrong-value")]
    [InlineData("""{ "hook": null }""", "/hook missing-value")]
    [InlineData("""{ "hook": 7 }""", "/hook wrong-type")]
    [InlineData("""{ "hookInstance": "1" }""", "/hookInstance wrong-value")]
    [InlineData("""{ "hookInstance": "{d1577c69-dfbe-44ad-ba6d-3e05e953b2ea}" }""", "/hookInstance wrong-value")]
    [InlineData("""{ "context": null }""", "/context missing-value")]
    [InlineData("""{ "context": [] }""", "/context missing-value")]
    [InlineData("""{ "context": { "userId": "Practitioner/1" } }""", "/context/patientId missing-value")]
    [InlineData("""{ "context": { "patientId": "p-1" } }""", "/context/userId missing-value")]
    [InlineData("""{ "context": { "userId": "", "patientId": "p-1" } }""", "/context/userId missing-value")]
    [InlineData("""{ "context": { "userId": "Practitioner/1", "patientId": "../p" } }""", "/context/patientId wrong-value")]
    [InlineData("""{ "context": { "userId": "Practitioner/1", "patientId": ".." } }""", "/context/patientId wrong-value")]
    [InlineData("""{ "context": { "userId": "Practitioner/1", "patientId": "p-1\n" } }""", "/context/patientId wrong-value")]
    [InlineData("""{ "context": { "userId": "Practitioner/1", "patientId": "p-1", "encounterId": 5 } }""", "/context/encounterId wrong-type")]
    [InlineData("""{ "fhirServer": "ehr" }""", "/fhirServer wrong-value")]
    [InlineData("""{ "fhirServer": "file:///etc/passwd" }""", "/fhirServer wrong-value")]
    [InlineData("""{ "fhirServer": "https://a:b@ehr.example/fhir" }""", "/fhirServer wrong-value")]
    [InlineData("""{ "fhirServer": "https://ehr.example/fhir?a=b" }""", "/fhirServer wrong-value")]
    [InlineData("""{ "fhirAuthorization": { "access_token": "t", "token_type": "Bearer", "expires_in": 300, "scope": "patient/*.read", "subject": "s" } }""", "/fhirServer missing-value")]
    [InlineData("""{ "fhirServer": "https://ehr.example/fhir", "fhirAuthorization": { "access_token": "t\r\nX: y", "token_type": "Bearer", "expires_in": 300, "scope": "s", "subject": "s" } }""", "/fhirAuthorization/access_token wrong-value")]
    [InlineData("""{ "fhirServer": "https://ehr.example/fhir", "fhirAuthorization": { "access_token": "t", "token_type": "mac", "expires_in": 300, "scope": "s", "subject": "s" } }""", "/fhirAuthorization/token_type wrong-value")]
    [InlineData("""{ "fhirServer": "https://ehr.example/fhir", "fhirAuthorization": { "access_token": "t", "token_type": "Bearer", "expires_in": 300, "scope": "s", "subject": "s", "patient": "p-2" } }""", "/fhirAuthorization/patient wrong-value")]
    [InlineData("""{ "fhirServer": "https://ehr.example/fhir", "fhirAuthorization": {} }""", "/fhirAuthorization/access_token missing-value", "/fhirAuthorization/token_type missing-value", "/fhirAuthorization/scope missing-value", "/fhirAuthorization/subject missing-value", "/fhirAuthorization/expires_in missing-value")]
    [InlineData("""{ "prefetch": [] }""", "/prefetch wrong-type")]
    [InlineData("""{ "extension": { "urn:predictor:cds:as-of": "yesterday" } }""", "/extension/urn:predictor:cds:as-of wrong-value")]
    public async Task What_is_wrong_with_a_call_is_named_by_its_pointer(string change, params string[] errors)
    {
        var body = CdsBodies.Example();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject()) body[name] = value?.DeepClone();
        Assert.Equal(errors, (await (await _client.CallAsync(CdsBodies.View, body)).ProblemAsync(422)).Errors());
    }

    [Theory]
    [InlineData("""{ "appointments": null }""", "/context/appointments missing-value")]
    [InlineData("""{ "appointments": { "resourceType": "Appointment" } }""", "/context/appointments wrong-value")]
    [InlineData("""{ "appointments": { "resourceType": "Bundle", "entry": [ { "resource": { "resourceType": "Patient" } } ] } }""", "/context/appointments/entry/0/resource wrong-value")]
    [InlineData("""{ "appointments": { "resourceType": "Bundle", "entry": [ { "resource": { "resourceType": "Appointment", "participant": [ { "actor": { "reference": "Patient/p-11" } } ] } } ] } }""", "/context/appointments/entry/0/resource/participant wrong-value")]
    public async Task What_is_wrong_with_proposed_appointments_is_named_too(string change, string error)
    {
        var body = CdsBodies.BookExample();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject()) body["context"]![name] = value?.DeepClone();
        Assert.Equal([error], (await (await _client.CallAsync(CdsBodies.Book, body)).ProblemAsync(422)).Errors());
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("", 400)]
    [InlineData("[]", 422)]
    [InlineData("null", 422)]
    public async Task A_body_that_is_no_call_is_refused(string body, int status) => await (await _client.PostAsync(CdsBodies.View, Bodies.Json(body))).ProblemAsync(status);

    [Fact]
    public async Task Other_types_unknown_services_and_large_bodies_are_refused()
    {
        await (await _client.PostAsync(CdsBodies.View, Bodies.Json("{}"u8.ToArray(), "text/plain"))).ProblemAsync(415);
        await (await _client.PostAsync("/cds-services/other", Bodies.Json("{}"))).ProblemAsync(404);
        await (await _client.PostAsync(CdsBodies.View, Bodies.Json(new string(' ', 1024 * 1024 + 1)))).ProblemAsync(413);
        await (await _client.PostAsync(CdsBodies.View, Bodies.Json(string.Concat(Enumerable.Repeat("[", 1000))))).ProblemAsync(400);
    }

    [Fact]
    public void All_that_is_wrong_with_the_options_is_told_at_once()
    {
        var options = new CdsOptions
        {
            LeastBand = "severe",
            WorklistUrl = "javascript:alert(1)",
            FarDays = 0,
            FetchMilliseconds = double.NaN,
            FetchPages = 0,
            FeedbackFile = " ",
            Prefetch = { ["episodes"] = "", ["Bad"] = "Patient/{{context.patientId}}", ["all"] = "Patient?name=x", ["evil"] = "https://evil.example/{{context.patientId}}" },
            FhirServers =
            {
                ["a"] = new CdsFhirServerOptions { Url = "ehr", Subject = " " },
                ["b"] = new CdsFhirServerOptions { Url = "https://ehr.example/fhir", SmartServer = "north" },
                ["c"] = new CdsFhirServerOptions { Url = "https://ehr.example/fhir", Callers = ["cds:north"] },
            },
        };
        var problems = options.Problems().ToList();
        Assert.Equal(14, problems.Count);
        Assert.All(problems, p => Assert.StartsWith("CdsHooks:", p, StringComparison.Ordinal));
        Assert.Empty(new CdsOptions { Prefetch = { ["notices"] = "Invoice?patient={{context.patientId}}&_revinclude=PaymentNotice:request", ["invoices"] = "" } }.Problems());
    }
}
