using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Predictor.Api.Audit;
using Predictor.Api.Audit.Durable;
using Predictor.Api.Description;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Audit;

/// <summary>What stands in the trail after requests, and what is answered while it cannot be written.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class AuditTrailTests(TrainedModelFixture model) : IDisposable
{
    /// <summary>All that tells nothing of a client and changes nothing. Nothing comes here by chance.</summary>
    private static readonly string[] NotAudited = ["/healthz/live", "/healthz/ready", "/v1/models/", "/v1/models/{name}", "/v1/admin/models/", "/fhir/R4/metadata", "/fhir/R4/OperationDefinition/{id}", "/cds-services/", "/v1/cds-feedback"];

    private readonly ApiFactory _api = new ApiFactory(model.Folder).WaitUntilReady();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task A_score_stands_in_the_trail_with_who_what_which_model_and_whom_but_not_with_what_it_said()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/risk-scores") { Content = Bodies.Json(Bodies.Example()) };
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        (await _api.CreateClient().SendAsync(request)).EnsureSuccessStatusCode();

        var (keys, record) = (Keys(), Assert.Single(Records()));
        Assert.True(Text(record, "caller") is "anonymous" or "development");
        Assert.Equal(
            $$$"""{"operation":"score","caller":"{{{Text(record, "caller")}}}","outcome":"scored","status":200,"client":"{{{Pseudonyms.OfClient(keys, "k1", "c-9")}}}","episode":"{{{Pseudonyms.OfEpisode(keys, "k1", "e-17")}}}","key":"k1","model":{"name":"small","version":"1.2.3","sha256":"{{{model.Package.Sha256}}}"},"trace":"0af7651916cd43dd8448eb211c80319c"}""",
            record.GetRawText());
    }

    [Theory]
    [InlineData("/fhir/R4/$score-dropout-risk", Examples.FhirRequest, "score.fhir")]
    [InlineData("/cds-services/dropout-risk-patient-view", Examples.CdsPatientView, "score.cds")]
    public async Task A_score_asked_for_in_another_way_stands_there_with_whom_it_is_about(string path, string example, string operation)
    {
        (await _api.CreateClient().PostAsync(path, Bodies.Json(Examples.Node(example)))).EnsureSuccessStatusCode();

        var (keys, record) = (Keys(), Assert.Single(Records()));
        Assert.Equal(operation, Text(record, "operation"));
        Assert.Equal("scored", Text(record, "outcome"));
        Assert.Equal(Pseudonyms.OfClient(keys, "k1", "p-1"), Text(record, "client"));
        Assert.Equal(Pseudonyms.OfEpisode(keys, "k1", "e-1"), Text(record, "episode"));
    }

    [Fact]
    public async Task A_refused_request_stands_there_with_its_problem()
    {
        var client = _api.CreateClient();
        await client.PostAsync("/v1/risk-scores", Bodies.Json("{}"));
        await client.PostAsync("/v1/risk-scores?explain=much", Bodies.Json(Bodies.Example()));
        await client.PostAsync("/v1/risk-scores", Bodies.Json([1, 2], "text/plain"));
        Assert.Equal(
            ["score refused 422 urn:predictor:problem:invalid-episode", "score refused 400 urn:predictor:problem:invalid-parameter", "score refused 415 urn:predictor:problem:unsupported-media-type"],
            Records().Select(r => $"{Text(r, "operation")} {Text(r, "outcome")} {r.GetProperty("status")} {Text(r, "problem")}"));
    }

    [Fact]
    public async Task A_batch_stands_there_line_by_line_and_as_a_whole()
    {
        var (good, other) = (Bodies.Example(), Bodies.Example());
        other["episode"]!["episodeId"] = "e-18";
        var lines = $"{good.ToJsonString()}\n{{}}\n{other.ToJsonString()}\n";
        (await _api.CreateClient().PostAsync("/v1/risk-scores/batch", Bodies.Json(System.Text.Encoding.UTF8.GetBytes(lines), "application/x-ndjson"))).EnsureSuccessStatusCode();

        var records = Records();
        Assert.Equal(
            ["score.batch.line scored 1", "score.batch.line refused 2", "score.batch.line scored 3", "score.batch done "],
            records.Select(r => $"{Text(r, "operation")} {Text(r, "outcome")} {(r.TryGetProperty("line", out var line) ? line : "")}"));
        Assert.Equal(Pseudonyms.OfEpisode(Keys(), "k1", "e-18"), Text(records[2], "episode"));
        Assert.Equal("""{"refused":1,"scored":2}""", records[3].GetProperty("counts").GetRawText());
        Assert.Equal(model.Package.Sha256, records[3].GetProperty("model").GetProperty("sha256").GetString());
        Assert.Single(records.Select(r => Text(r, "trace")).Distinct());
    }

    [Fact]
    public async Task While_the_trail_cannot_be_written_nothing_is_scored_and_health_says_so()
    {
        // Another process has the trail: to the service it is a disk that cannot be written.
        using var place = new TemporaryFolder();
        var trail = Directory.CreateDirectory(Path.Combine(place.Path, "trail"));
        using var other = new FileStream(Path.Combine(trail.FullName, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        using var api = new ApiFactory(model.Folder, ("Audit:Folder", place.Path)).WaitUntilReady();
        var client = api.CreateClient();

        Assert.Equal("The audit trail cannot be written.", (await (await client.GetAsync("/healthz/ready")).ProblemAsync(503)).GetProperty("detail").GetString());
        await Unavailable(await client.PostAsync("/v1/risk-scores", Bodies.Json(Bodies.Example())));
        var batch = await client.PostAsync("/v1/risk-scores/batch", Bodies.Json(System.Text.Encoding.UTF8.GetBytes(Bodies.Example().ToJsonString()), "application/x-ndjson"));
        await Unavailable(batch);
        Assert.Equal("1", batch.Headers.GetValues("Retry-After").Single());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/models")).StatusCode);

        other.Dispose();
        Assert.True(SpinWait.SpinUntil(() => client.GetAsync("/healthz/ready").GetAwaiter().GetResult().IsSuccessStatusCode, TimeSpan.FromSeconds(20)));
        (await client.PostAsync("/v1/risk-scores", Bodies.Json(Bodies.Example()))).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_trail_that_fails_while_a_score_is_worked_out_keeps_it_back()
    {
        File.Delete(Path.Combine(_api.AuditFolder, "trail", "segment-00000001.jsonl"));
        var answer = await _api.CreateClient().PostAsync("/v1/risk-scores", Bodies.Json(Bodies.Example()));
        await Unavailable(answer);
        Assert.DoesNotContain("e-17", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trail_that_fails_in_a_batch_ends_it_with_a_line_that_says_so()
    {
        File.Delete(Path.Combine(_api.AuditFolder, "trail", "segment-00000001.jsonl"));
        var answer = await _api.CreateClient().PostAsync("/v1/risk-scores/batch", Bodies.Json(System.Text.Encoding.UTF8.GetBytes(Bodies.Example().ToJsonString()), "application/x-ndjson"));
        var line = Assert.Single((await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("urn:predictor:problem:audit-unavailable", JsonElement.Parse(line).GetProperty("type").GetString());
    }

    [Fact]
    public void Every_endpoint_is_audited_or_known_to_tell_nothing_of_a_client()
    {
        var endpoints = _api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.True(endpoints.Count >= 6);
        foreach (var endpoint in endpoints.Where(e => e.Metadata.GetMetadata<AuditedOperation>() is null))
        {
            var path = endpoint.RoutePattern.RawText!;
            Assert.True(NotAudited.Contains(path) || NotAudited.Contains(path + "/") || path.StartsWith("/swagger", StringComparison.Ordinal), $"{path} is not audited: map it with .Audited(...), or list it here if it tells nothing of a client and changes nothing.");
        }
    }

    private static async Task Unavailable(HttpResponseMessage answer)
    {
        var problem = await answer.ProblemAsync(503);
        Assert.Equal("urn:predictor:problem:audit-unavailable", problem.GetProperty("type").GetString());
    }

    private static string Text(JsonElement record, string name) => record.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private LogKeys Keys() => LogKeyFile.Read(Path.Combine(_api.AuditFolder, "keys.json"));

    /// <summary>The records of requests, those of the log itself aside.</summary>
    private List<JsonElement> Records()
    {
        var records = new List<JsonElement>();
        var check = LogCheck.Run(Path.Combine(_api.AuditFolder, "trail"), "trail", Keys(), null, r => records.Add(JsonElement.Parse(r.Data.Span)));
        Assert.Null(check.Fault);
        return [.. records.Where(r => r.TryGetProperty("operation", out _))];
    }
}
