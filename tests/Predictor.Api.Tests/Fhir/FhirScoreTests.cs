using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Predictor.Api.Fhir;
using Predictor.Api.Tests.Support;
using Predictor.Risk.Scoring;
using Xunit;

namespace Predictor.Api.Tests.Fhir;

[Collection(TrainedModelCollection.Name)]
public sealed class FhirScoreTests(TrainedModelFixture model)
{
    private readonly HttpClient _client = model.Api.CreateClient();

    [Theory]
    [InlineData("?horizonDays=14", 400)]
    [InlineData("?model=other", 400)]
    [InlineData("?_format=json&_pretty=true", 200)]
    public async Task What_is_asked_for_in_the_address_is_refused_and_not_passed_over(string query, int status) =>
        await (await _client.PostAsync(FhirBodies.Path + query, FhirBodies.Content(FhirBodies.Example()))).ResourceAsync(status, status == 200 ? "RiskAssessment" : "OperationOutcome");

    [Fact]
    public async Task A_client_has_the_same_score_as_from_an_export()
    {
        var scored = 0;
        var scorer = new RiskScorer(model.Package);
        foreach (var episode in model.Episodes.Take(60))
        {
            var asOf = episode.Appointments[^1].StartsAt.Known.AddDays(3);
            var own = scorer.Score(episode, asOf.UtcTicks, model.Package.Heads[0], Explanation.None);
            var assessment = await (await _client.PostAsync(FhirBodies.Path, FhirBodies.Content(FhirBodies.Of(episode, asOf)))).ResourceAsync(200, "RiskAssessment");
            Assert.Equal(own.Status, assessment.GetProperty("extension")[0].GetProperty("valueCode").GetString());
            if (own.Status != ScoreStatus.Scored)
            {
                Assert.Equal("cancelled", assessment.GetProperty("status").GetString());
                Assert.False(assessment.TryGetProperty("prediction", out _));
                continue;
            }

            scored++;
            var prediction = assessment.GetProperty("prediction")[0];
            Assert.Equal(own.Probability!.Value * 100, prediction.GetProperty("probabilityDecimal").GetDouble());
            Assert.Equal(own.Band, prediction.GetProperty("qualitativeRisk").GetProperty("text").GetString());
            Assert.Equal("final", assessment.GetProperty("status").GetString());
        }

        Assert.True(scored > 20, $"{scored}");
    }

    [Fact]
    public async Task Without_being_told_what_is_recorded_a_client_without_any_has_the_score_of_a_clinic_that_keeps_none()
    {
        var scorer = new RiskScorer(model.Package);
        var differs = 0;
        foreach (var episode in model.Episodes.Where(e => e.Measures is { Count: 0 }).Take(20))
        {
            var asOf = episode.Appointments[^1].StartsAt.Known.AddDays(3);
            var body = FhirBodies.Of(episode, asOf);
            var parameters = body["parameter"]!.AsArray();
            parameters.Remove(parameters.Single(p => (string?)p!["valueCode"] == "measures"));
            var own = scorer.Score(episode with { Measures = null }, asOf.UtcTicks, model.Package.Heads[0], Explanation.None);
            var assessment = await (await _client.PostAsync(FhirBodies.Path, FhirBodies.Content(body))).ResourceAsync(200, "RiskAssessment");
            Assert.Equal(own.Status, assessment.GetProperty("extension")[0].GetProperty("valueCode").GetString());
            if (own.Status != ScoreStatus.Scored) continue;
            Assert.Equal(own.Probability!.Value * 100, assessment.GetProperty("prediction")[0].GetProperty("probabilityDecimal").GetDouble());
            if (own.Probability != scorer.Score(episode, asOf.UtcTicks, model.Package.Heads[0], Explanation.None).Probability) differs++;
        }

        Assert.True(differs > 0, "The two readings never give another score, so that this shows nothing.");
    }

    [Fact]
    public async Task An_assessment_says_of_whom_for_when_by_what_and_from_what()
    {
        var assessment = await (await _client.PostAsync(FhirBodies.Path, FhirBodies.Content(FhirBodies.Example()))).ResourceAsync(200, "RiskAssessment");
        Assert.Equal("Patient/p-1", assessment.GetProperty("subject").GetProperty("reference").GetString());
        Assert.Equal("2026-03-20T09:00:00Z", assessment.GetProperty("occurrenceDateTime").GetString());
        var period = assessment.GetProperty("prediction")[0].GetProperty("whenPeriod");
        Assert.Equal(("2026-03-20T09:00:00Z", "2026-04-17T09:00:00Z"), (period.GetProperty("start").GetString(), period.GetProperty("end").GetString()));
        Assert.Equal("#model", assessment.GetProperty("performer").GetProperty("reference").GetString());
        var device = assessment.GetProperty("contained")[0];
        Assert.Equal(("model", TrainedModelFixture.ModelName, "1.2.3", model.Package.Sha256), (device.GetProperty("id").GetString(), device.GetProperty("deviceName")[0].GetProperty("name").GetString(), device.GetProperty("version")[0].GetProperty("value").GetString(), device.GetProperty("identifier")[0].GetProperty("value").GetString()));
        var basis = assessment.GetProperty("basis").EnumerateArray().Select(b => b.GetProperty("reference").GetString()).ToList();
        Assert.Contains("EpisodeOfCare/e-1", basis);
        Assert.Contains("Appointment/a-4", basis);
        Assert.DoesNotContain("Observation/pressure", basis);
        Assert.Contains(assessment.Unmapped(), i => i.StartsWith("information not-found Parameters.parameter[0].resource.entry[", StringComparison.Ordinal));
        Assert.Contains("risk", assessment.GetProperty("prediction")[0].GetProperty("rationale").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_horizon_can_be_chosen_and_has_to_be_one_of_the_models()
    {
        var body = FhirBodies.Example();
        body["parameter"]!.AsArray().Add(new JsonObject { ["name"] = "horizonDays", ["valueInteger"] = 7 });
        var period = (await (await _client.PostAsync(FhirBodies.Path, FhirBodies.Content(body))).ResourceAsync(200, "RiskAssessment")).GetProperty("prediction")[0].GetProperty("whenPeriod");
        Assert.Equal("2026-03-27T09:00:00Z", period.GetProperty("end").GetString());
        body["parameter"]!.AsArray()[^1]!["valueInteger"] = 8;
        await (await _client.PostAsync(FhirBodies.Path, FhirBodies.Content(body))).ResourceAsync(400, "OperationOutcome");
    }

    [Fact]
    public async Task A_bundle_alone_is_judged_at_its_timestamp()
    {
        var bundle = FhirBodies.Example()["parameter"]![0]!["resource"]!.DeepClone().AsObject();
        bundle["timestamp"] = "2026-03-19T08:00:00+01:00";
        var assessment = await (await _client.PostAsync(FhirBodies.Path, Bodies.Json(bundle))).ResourceAsync(200, "RiskAssessment");
        Assert.Equal("2026-03-19T07:00:00Z", assessment.GetProperty("occurrenceDateTime").GetString());
    }

    [Theory]
    [InlineData("{", 400, "structure")]
    [InlineData("""{ "resourceType": "Patient" }""", 400, "structure")]
    [InlineData("[]", 400, "structure")]
    [InlineData("""{ "resourceType": "Parameters" }""", 400, "required")]
    [InlineData("""{ "resourceType": "Parameters", "parameter": [] }""", 400, "required")]
    [InlineData("""{ "resourceType": "Parameters", "parameter": [ { "name": "asof", "valueDateTime": "2026-03-02" } ] }""", 400, "invalid")]
    [InlineData("""{ "resourceType": "Parameters", "parameter": [ { "name": "recorded", "valueCode": "scores" } ] }""", 400, "invalid")]
    [InlineData("""{ "resourceType": "Bundle", "timestamp": "2026-03-02T10:00" }""", 400, "value")]
    [InlineData("""{ "resourceType": "Bundle", "type": "collection" }""", 422, "required")]
    public async Task What_cannot_be_judged_is_answered_with_an_outcome(string body, int status, string code)
    {
        var outcome = await (await _client.PostAsync(FhirBodies.Path, Bodies.Json(body))).ResourceAsync(status, "OperationOutcome");
        Assert.StartsWith($"error {code} ", outcome.Issues()[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_and_wrong_types_are_answered_in_fhir()
    {
        using var api = new ApiFactory(model.Folder, ("Limits:Events", "5"), ("Limits:BodyBytes", "20000")).WaitUntilReady();
        var client = api.CreateClient();
        Assert.Contains("error too-costly Parameters", (await (await client.PostAsync(FhirBodies.Path, FhirBodies.Content(FhirBodies.Example()))).ResourceAsync(422, "OperationOutcome")).Issues());
        await (await client.PostAsync(FhirBodies.Path, Bodies.Json(new string(' ', 20_001)))).ResourceAsync(413, "OperationOutcome");
        var unsupported = await (await client.PostAsync(FhirBodies.Path, Bodies.Json("{}"u8.ToArray(), "text/plain"))).ResourceAsync(415, "OperationOutcome");
        Assert.EndsWith("expected application/fhir+json or application/json, in UTF-8, without Content-Encoding or with gzip.", unsupported.GetProperty("issue")[0].GetProperty("details").GetProperty("text").GetString(), StringComparison.Ordinal);
        await (await client.PostAsync(FhirBodies.Path, Bodies.Json(string.Concat(Enumerable.Repeat("[", 1000))))).ResourceAsync(400, "OperationOutcome");
        await (await client.GetAsync("/fhir/R4/Patient/1")).ResourceAsync(404, "OperationOutcome");
        await (await client.GetAsync(FhirBodies.Path)).ResourceAsync(405, "OperationOutcome");
    }

    [Fact]
    public void All_that_is_wrong_with_a_mapping_file_is_told_at_start()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """{ "payers": { "x|y": "nobody" }, "invoiceDueDays": -1 }""");
            var problems = new FhirOptions { MappingFile = file }.Problems().ToList();
            Assert.Equal(2, problems.Count);
            Assert.All(problems, p => Assert.StartsWith($"Fhir:MappingFile: {file}: ", p, StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task No_value_of_a_call_stands_in_an_outcome_or_in_the_log()
    {
        using var api = new ApiFactory(model.Folder).WaitUntilReady();
        var client = api.CreateClient();
        const string Episode = """{ "resource": { "resourceType": "EpisodeOfCare", "id": "zq-e", "status": "active", "patient": { "reference": "Patient/zq-p" }, "period": { "start": "2026-01-05" } } }""";
        var marked = $$"""
            { "resourceType": "Bundle", "timestamp": "2026-03-20", "entry": [ {{Episode}},
              { "resource": { "resourceType": "Appointment", "id": "zq-a", "status": "zq-status", "start": "zq-start", "minutesDuration": 777.03125, "participant": [ { "actor": { "reference": "Patient/zq-p" } } ] } },
              { "resource": { "resourceType": "Appointment", "id": "zq-b", "status": "fulfilled", "start": "2026-02-11T10:00", "participant": [ { "actor": { "reference": "Patient/zq-p" } } ] } },
              { "resource": { "resourceType": "Observation", "id": "zq-o", "status": "final", "subject": { "reference": "Patient/zq-p" }, "code": { "coding": [ { "system": "http://loinc.org", "code": "44261-6" } ] }, "effectiveDateTime": "2026-02-11", "valueQuantity": { "value": 777.03125 } } },
              { "resource": { "resourceType": "zq-type", "id": "zq-x" } } ] }
            """;
        var assessment = await (await client.PostAsync(FhirBodies.Path, Bodies.Json(marked))).ResourceAsync(200, "RiskAssessment");
        var outcome = assessment.GetProperty("contained").EnumerateArray().Single(c => c.GetProperty("resourceType").GetString() == "OperationOutcome");
        Assert.Equal(["information not-supported", "warning code-invalid", "warning value"], outcome.Issues().Select(i => string.Join(' ', i.Split(' ')[..2])).Distinct().Order(StringComparer.Ordinal));
        var refused = await (await client.PostAsync(FhirBodies.Path, Bodies.Json(marked.Replace("2026-01-05", "zq-day", StringComparison.Ordinal)))).ResourceAsync(422, "OperationOutcome");
        foreach (var mark in new[] { "zq-", "777.03125", "2026-02-11" })
        {
            Assert.DoesNotContain(mark, outcome.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain(mark, refused.GetRawText(), StringComparison.Ordinal);
            Assert.All(api.Log.Lines.Where(l => l.Level >= LogLevel.Information), l => Assert.DoesNotContain(mark, l.Text, StringComparison.Ordinal));
        }
    }
}
