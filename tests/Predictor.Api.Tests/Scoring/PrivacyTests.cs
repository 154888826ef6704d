using Microsoft.Extensions.Logging;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Scoring;

/// <summary>No value of a client may stand in a problem or in the log. Texts are marked, numbers and times are such as occur nowhere else.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class PrivacyTests(TrainedModelFixture model) : IDisposable
{
    private static readonly string[] Marks = ["zq-", "41.15625", "2025-04-01", "77.03125", "2025-05-06", "2025-03-09"];

    private readonly ApiFactory _api = new ApiFactory(model.Folder).WaitUntilReady();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task Problems_hold_no_value_of_the_body()
    {
        var client = _api.CreateClient();
        var codes = new HashSet<string>();
        foreach (var body in MarkedBodies())
        {
            Assert.Contains(Marks, m => body.Contains(m, StringComparison.Ordinal));
            var response = await client.PostAsync("/v1/risk-scores", Bodies.Json(body));
            var problem = await response.ProblemAsync((int)response.StatusCode);
            foreach (var error in problem.Errors()) codes.Add(error.Split(' ')[1]);
            Assert.All(Marks, mark => Assert.DoesNotContain(mark, problem.GetRawText(), StringComparison.Ordinal));
            Assert.All(Marks, mark => Assert.DoesNotContain(mark, response.Headers.ToString(), StringComparison.Ordinal));
        }

        AssertNothingLogged();
        // The kinds whose messages quote most: the test shows nothing unless it meets them.
        Assert.Superset(
            new HashSet<string>
            {
                "unknown-code", "not-a-time", "missing-offset", "out-of-range", "wrong-type", "duplicate-id", "mismatched-episode", "impossible-order", "impossible-count",
                "end-before-session", "duplicate-measure", "invalid-json",
            },
            codes);
    }

    [Fact]
    public async Task Scores_leave_no_trace_in_the_log()
    {
        var body = Bodies.Example();
        body["episode"]!["episodeId"] = "zq-episode";
        body["episode"]!["clientId"] = "zq-client";
        body["episode"]!["x_note"] = "zq-note";
        var response = await _api.CreateClient().PostAsync("/v1/risk-scores?explain=full", Bodies.Json(body));
        var answer = await response.JsonAsync();
        Assert.Equal("zq-episode", answer.GetProperty("episodeId").GetString());
        AssertNothingLogged();
        var probability = answer.GetProperty("probability").GetRawText();
        Assert.All(_api.Log.Lines, line => Assert.DoesNotContain(probability, line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Queries_paths_methods_and_headers_leave_no_trace_in_the_log()
    {
        var client = _api.CreateClient();
        await (await client.PostAsync("/v1/risk-scores?explain=zq-value&zq-name=1", Bodies.Json(Bodies.Example()))).ProblemAsync(400);
        await (await client.GetAsync("/v1/models/zq-model")).ProblemAsync(404);
        await (await client.GetAsync("/zq-path")).ProblemAsync(404);
        using var odd = new HttpRequestMessage(new HttpMethod("ZQ-METHOD"), "/v1/models");
        odd.Headers.Add("Request-Id", "zq-request");
        odd.Headers.Add("X-Client", "zq-header");
        Assert.False((await client.SendAsync(odd)).IsSuccessStatusCode);
        AssertNothingLogged();
    }

    private static IEnumerable<string> MarkedBodies()
    {
        yield return """{ "asOf": "zq-as-of", """;
        yield return """{ "asOf": "zq-as-of", "episode": "zq-episode", "appointments": "zq-appointments" }""";
        yield return
            """
            { "asOf": "2025-05-06T10:00",
              "episode": { "episodeId": "zq-e", "clientId": "zq-c", "startedOn": "zq-start", "payer": "zq-payer", "ageAtStart": 977.03125, "distanceKm": "77.03125", "priorEpisodes": 41.15625,
                "x_list": ["zq-x"], "s_group": "zq-s" },
              "appointments": [
                { "appointmentId": "zq-a", "episodeId": "zq-other", "startsAt": "2025-05-06T10:00", "status": "zq-status" },
                { "appointmentId": "zq-a", "startsAt": "2025-05-06T10:00Z", "status": "fulfilled" } ],
              "measures": [ { "takenAt": "2025-05-06T10:00Z", "instrument": "SRS", "score": 41.15625 }, { "takenAt": 41.15625, "instrument": ["zq-i"], "score": "zq-score" } ],
              "payments": [ { "occurredAt": "2025-05-06T10:00", "kind": "zq-kind", "amount": -77.03125 } ],
              "contacts": [ "zq-contact", { "occurredAt": "2025-05-06", "direction": "zq-direction" } ] }
            """;
        yield return
            """
            { "asOf": "2025-05-06", "episode": { "episodeId": "zq-e", "clientId": "zq-c", "startedOn": "2025-04-01", "endedOn": "2025-03-09", "endReason": "moved" },
              "appointments": [ { "appointmentId": "zq-a", "bookedAt": "2025-05-06", "startsAt": "2025-04-01T10:00Z", "status": "fulfilled" } ],
              "measures": [ { "takenAt": "2025-04-01", "instrument": "zq-i", "score": 77.03125 }, { "takenAt": "2025-04-01", "instrument": "zq-i", "score": 41.15625 } ] }
            """;
        yield return """{ "asOf": "2025-05-06", "episode": { "episodeId": "zq-e", "clientId": "zq-c", "startedOn": "2025-04-01", "priorEpisodes": 2, "priorDropouts": 3 }, "appointments": [] }""";
    }

    private void AssertNothingLogged()
    {
        var own = _api.Log.Lines.Where(l => l.Level >= LogLevel.Information || l.Category.StartsWith("Predictor", StringComparison.Ordinal)).ToList();
        Assert.Contains(own, l => l.Category.EndsWith("RequestLog", StringComparison.Ordinal));
        Assert.All(Marks, mark => Assert.All(own, line => Assert.DoesNotContain(mark, $"{line.Text} {string.Join(' ', line.Values.Values)}", StringComparison.OrdinalIgnoreCase)));
    }
}
