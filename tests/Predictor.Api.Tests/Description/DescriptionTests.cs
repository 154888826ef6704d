using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Description;

[Collection(TrainedModelCollection.Name)]
public sealed class DescriptionTests(TrainedModelFixture model)
{
    private readonly HttpClient _client = model.Api.CreateClient();

    [Fact]
    public async Task The_page_loads_its_document_and_all_its_parts()
    {
        var page = await _client.GetAsync("/swagger");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var html = await page.Content.ReadAsStringAsync();
        var parts = Regex.Matches(html, "(?:src|href)=\"(?<part>[^\"]+)\"").Select(m => m.Groups["part"].Value).ToList();
        Assert.NotEmpty(parts);
        var texts = new List<string>();
        foreach (var part in parts)
        {
            var response = await _client.GetAsync(new Uri(new Uri(_client.BaseAddress!, "/swagger/"), part));
            Assert.True(response.IsSuccessStatusCode, part);
            texts.Add(await response.Content.ReadAsStringAsync());
        }

        Assert.Contains(texts, t => t.Contains("/swagger/v1/swagger.json", StringComparison.Ordinal));
        // The page is served with a policy that lets no script run that stands in it.
        Assert.DoesNotMatch("<script>|<script(?![^>]*src=)[^>]*>", html);
        Assert.Contains("script-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_path_of_the_contract_is_described_with_its_statuses()
    {
        var paths = (await DocumentAsync()).GetProperty("paths");
        Assert.Equal(["/cds-services", "/cds-services/{id}", "/cds-services/{id}/feedback", "/fhir/R4/$score-dropout-risk", "/fhir/R4/OperationDefinition/{id}", "/fhir/R4/metadata", "/healthz/live", "/healthz/ready", "/v1/admin/models", "/v1/admin/models/{name}/challenger", "/v1/admin/models/{name}/roll-back", "/v1/admin/models/{name}/version", "/v1/cds-feedback", "/v1/models", "/v1/models/{name}", "/v1/risk-scores", "/v1/risk-scores/batch"], paths.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["200", "400", "401", "403", "404", "408", "413", "415", "422", "429", "500", "503"], Statuses(paths.GetProperty("/v1/risk-scores").GetProperty("post")));
        Assert.Equal(["200", "400", "401", "403", "404", "408", "413", "415", "429", "500", "503"], Statuses(paths.GetProperty("/v1/risk-scores/batch").GetProperty("post")));
        Assert.Equal(["200", "304", "401", "403", "404", "429", "500", "503"], Statuses(paths.GetProperty("/v1/models/{name}").GetProperty("get")));
        Assert.Equal(["200", "400", "401", "403", "408", "413", "415", "422", "429", "500", "503"], Statuses(paths.GetProperty("/fhir/R4/$score-dropout-risk").GetProperty("post")));
        foreach (var (path, operation) in paths.EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (p.Name, o.Value))))
        {
            var answer = path.EndsWith("/batch", StringComparison.Ordinal) ? "application/x-ndjson" : "application/json";
            foreach (var response in operation.GetProperty("responses").EnumerateObject())
            {
                Assert.EndsWith(".", response.Value.GetProperty("description").GetString(), StringComparison.Ordinal);
                if (response.Name == "304") continue;
                var isFhir = path.StartsWith("/fhir/", StringComparison.Ordinal);
                var type = isFhir ? "application/fhir+json" : response.Name == "200" ? answer : "application/problem+json";
                Assert.True(response.Value.GetProperty("content").TryGetProperty(type, out var content), response.Name);
                if (response.Name != "200" && !isFhir) Assert.Equal("#/components/schemas/Problem", content.GetProperty("schema").GetProperty("$ref").GetString());
            }
        }
    }

    [Fact]
    public async Task Every_operation_says_which_credentials_and_scopes_it_takes_and_health_takes_none()
    {
        var document = await DocumentAsync();
        var schemes = document.GetProperty("components").GetProperty("securitySchemes");
        Assert.Equal("X-Api-Key", schemes.GetProperty("ApiKey").GetProperty("name").GetString());
        Assert.Equal("bearer", schemes.GetProperty("Bearer").GetProperty("scheme").GetString());
        foreach (var (path, operation) in document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (p.Name, o.Value))))
        {
            var isOpen = path.StartsWith("/healthz/", StringComparison.Ordinal);
            Assert.Equal(!isOpen, operation.TryGetProperty("security", out var security));
            if (isOpen) continue;
            var expected = path.StartsWith("/v1/models", StringComparison.Ordinal) || (path.StartsWith("/fhir/", StringComparison.Ordinal) && !path.Contains('$', StringComparison.Ordinal)) ? "models.read" : path == "/v1/cds-feedback" ? "panel.read" : path.StartsWith("/v1/admin/", StringComparison.Ordinal) ? "admin" : "score";
            Assert.Equal(["ApiKey", "Bearer"], security.EnumerateArray().Select(s => s.EnumerateObject().Single().Name));
            Assert.All(security.EnumerateArray(), s => Assert.Equal([expected], s.EnumerateObject().Single().Value.EnumerateArray().Select(v => v.GetString()!)));
        }
    }

    [Fact]
    public async Task Every_parameter_of_a_score_is_described()
    {
        foreach (var path in new[] { "/v1/risk-scores", "/v1/risk-scores/batch" })
        {
            var parameters = (await DocumentAsync()).GetProperty("paths").GetProperty(path).GetProperty("post").GetProperty("parameters").EnumerateArray().ToList();
            Assert.Equal(["explain query", "horizonDays query", "horizons query", "model query", "version query", "Idempotency-Key header"], parameters.Select(p => $"{p.GetProperty("name").GetString()} {p.GetProperty("in").GetString()}"));
            Assert.All(parameters, p => Assert.EndsWith(".", p.GetProperty("description").GetString(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_description_says_what_scores_are_not_for()
    {
        var about = (await DocumentAsync()).GetProperty("info").GetProperty("description").GetString();
        Assert.Contains("must not be used to bill, to refuse or to end care", about, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var document = await DocumentAsync();
        var references = Regex.Matches(document.GetRawText(), "\"#/components/schemas/(?<name>[^\"]+)\"").Select(m => m.Groups["name"].Value).ToHashSet();
        Assert.Contains("RiskScoreRequest", references);
        Assert.All(references, r => Assert.True(document.GetProperty("components").GetProperty("schemas").TryGetProperty(r, out _), r));
    }

    [Fact]
    public async Task Every_example_of_a_request_works()
    {
        var examples = (await PostAsync()).GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("examples").EnumerateObject().ToList();
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            var response = await _client.PostAsync("/v1/risk-scores", Bodies.Json(example.Value.GetProperty("value").GetRawText()));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("scored", (await response.JsonAsync()).GetProperty("status").GetString());
        }
    }

    [Fact]
    public async Task The_example_of_a_fhir_call_works()
    {
        var post = (await DocumentAsync()).GetProperty("paths").GetProperty("/fhir/R4/$score-dropout-risk").GetProperty("post");
        foreach (var content in post.GetProperty("requestBody").GetProperty("content").EnumerateObject())
        {
            var example = content.Value.GetProperty("examples").EnumerateObject().Single().Value.GetProperty("value").GetRawText();
            var response = await _client.PostAsync("/fhir/R4/$score-dropout-risk", Bodies.Json(System.Text.Encoding.UTF8.GetBytes(example), content.Name));
            Assert.Equal("RiskAssessment", (await response.EnsureSuccessStatusCode().JsonAsync()).GetProperty("resourceType").GetString());
        }
    }

    [Theory]
    [InlineData("score-response", "", "2026-03-20T09:00:00Z")]
    [InlineData("score-response-explained", "?explain=full", "2026-03-20T09:00:00Z")]
    [InlineData("score-response-curve", "?explain=none&horizons=all", "2026-03-20T09:00:00Z")]
    [InlineData("score-response-over", "", "2026-05-04T09:00:00Z")]
    public async Task Every_example_of_an_answer_has_the_form_of_that_answer(string name, string query, string asOf)
    {
        var example = (await ResponseExampleAsync("200", name)).AsObject();
        var body = Bodies.Example();
        body["asOf"] = asOf;
        var answer = JsonNode.Parse(await (await _client.PostAsync("/v1/risk-scores" + query, Bodies.Json(body))).Content.ReadAsStringAsync())!.AsObject();
        Assert.Equal(answer.Select(p => p.Key), example.Select(p => p.Key));
        Assert.Equal(answer["status"]!.ToJsonString(), example["status"]!.ToJsonString());
        Assert.Equal(answer["asOf"]!.ToJsonString(), example["asOf"]!.ToJsonString());
        if (name == "score-response-over") Assert.Equal(answer["notes"]!.ToJsonString(), example["notes"]!.ToJsonString());
        foreach (var list in new[] { "reasons", "suggestedActions" })
        {
            if (example[list] is not JsonArray { Count: > 0 } entries) continue;
            Assert.All(entries, e => Assert.Equal(answer[list]![0]!.AsObject().Select(p => p.Key), e!.AsObject().Select(p => p.Key)));
        }

        if (example["contributions"] is not JsonObject contributions) return;
        Assert.All(contributions, c => Assert.True(answer["contributions"]!.AsObject().ContainsKey(c.Key), c.Key));
        var sum = contributions.Sum(c => (double)c.Value!);
        Assert.Equal(Logit((double)example["probability"]!), Logit((double)example["baseline"]!) + sum, 1e-6);
    }

    [Fact]
    public async Task Every_example_of_a_problem_is_the_problem_that_is_answered()
    {
        var bad = Bodies.Example();
        bad["appointments"]![3]!["status"] = "missed";
        bad["measures"]![0]!["score"] = 40;
        await AssertProblemAsync("422", "problem-invalid-episode", "", Bodies.Json(bad));
        await AssertProblemAsync("400", "problem-invalid-parameter", "?explain=some", Bodies.Json(Bodies.Example()));
        await AssertProblemAsync("400", "problem-malformed-body", "", Bodies.Json("{"));
    }

    private static double Logit(double p) => Math.Log(p / (1 - p));

    private static IEnumerable<string> Statuses(JsonElement operation) => operation.GetProperty("responses").EnumerateObject().Select(r => r.Name).Order(StringComparer.Ordinal);

    private async Task AssertProblemAsync(string status, string name, string query, HttpContent body)
    {
        var example = (await ResponseExampleAsync(status, name)).AsObject();
        var answer = JsonNode.Parse(await (await _client.PostAsync("/v1/risk-scores" + query, body)).Content.ReadAsStringAsync())!.AsObject();
        answer["traceId"] = example["traceId"]!.DeepClone();
        Assert.Equal(answer.ToJsonString(), example.ToJsonString());
    }

    private async Task<JsonNode> ResponseExampleAsync(string status, string name)
    {
        var content = (await PostAsync()).GetProperty("responses").GetProperty(status).GetProperty("content").EnumerateObject().Single().Value;
        return JsonNode.Parse(content.GetProperty("examples").GetProperty(name).GetProperty("value").GetRawText())!;
    }

    private async Task<JsonElement> PostAsync() => (await DocumentAsync()).GetProperty("paths").GetProperty("/v1/risk-scores").GetProperty("post");

    private async Task<JsonElement> DocumentAsync() => await (await _client.GetAsync("/swagger/v1/swagger.json")).EnsureSuccessStatusCode().JsonAsync();
}
