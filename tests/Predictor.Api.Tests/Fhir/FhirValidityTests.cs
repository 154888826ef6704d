using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Fhir;

[Collection(TrainedModelCollection.Name)]
public sealed class FhirValidityTests(TrainedModelFixture model)
{
    private readonly HttpClient _client = model.Api.CreateClient();

    [Fact]
    public async Task Every_resource_that_the_service_answers_passes_two_validators()
    {
        var answers = new List<string>
        {
            await GetAsync("/fhir/R4/metadata"), await GetAsync("/fhir/R4/OperationDefinition/score-dropout-risk"), await GetAsync("/fhir/R4/OperationDefinition/none"), await GetAsync("/fhir/R4/none"),
            await PostAsync(FhirBodies.Example().ToJsonString()), await PostAsync("{"), await PostAsync("{}"), await PostAsync("""{ "resourceType": "Bundle" }"""),
            // An end, an episode that has not begun, and records in error.
            await PostAsync(FhirBodies.Example().ToJsonString().Replace("2026-03-20T09:00:00Z", "2027-03-20T09:00:00Z", StringComparison.Ordinal)),
            await PostAsync(FhirBodies.Example().ToJsonString().Replace("2026-03-20T09:00:00Z", "2020-03-20T09:00:00Z", StringComparison.Ordinal)),
            await PostAsync(FhirBodies.Example().ToJsonString().Replace("fulfilled", "done", StringComparison.Ordinal)),
        };
        for (var i = 0; i < 25; i++)
        {
            var episode = model.Episodes[i];
            answers.Add(await PostAsync(FhirBodies.Of(episode, episode.Appointments[^1].StartsAt.Known.AddDays(i * 2)).ToJsonString()));
        }

        var types = answers.Select(a => System.Text.Json.JsonElement.Parse(a).GetProperty("resourceType").GetString()!).ToHashSet();
        Assert.Equal(["CapabilityStatement", "OperationDefinition", "OperationOutcome", "RiskAssessment"], types.Order(StringComparer.Ordinal));
        Assert.Contains(answers, a => a.Contains("\"withheld\"", StringComparison.Ordinal));
        Assert.Contains(answers, a => a.Contains("\"over\"", StringComparison.Ordinal));
        // Two that are wrong, each seen by one of the libraries alone, show that both are at work.
        const string Above100 = """{ "resourceType": "RiskAssessment", "status": "final", "subject": { "reference": "Patient/1" }, "prediction": [ { "probabilityDecimal": 142 } ] }""";
        const string NoCode = """{ "resourceType": "OperationOutcome", "issue": [ { "severity": "error", "code": "none" } ] }""";
        var wrong = await FhirValidators.ValidateAsync([.. answers, Above100, NoCode]);
        Assert.Equal(answers.Count + 2, wrong.Count);
        for (var i = 0; i < answers.Count; i++) Assert.True(wrong[i].Count == 0, $"{string.Join("; ", wrong[i])}: {answers[i]}");
        Assert.Contains(wrong[^2], w => w.StartsWith("medplum:", StringComparison.Ordinal));
        Assert.Contains(wrong[^1], w => w.StartsWith("fhir:", StringComparison.Ordinal));
    }

    private async Task<string> GetAsync(string path) => await (await _client.GetAsync(path)).Content.ReadAsStringAsync();

    private async Task<string> PostAsync(string body) => await (await _client.PostAsync(FhirBodies.Path, Bodies.Json(body))).Content.ReadAsStringAsync();
}
