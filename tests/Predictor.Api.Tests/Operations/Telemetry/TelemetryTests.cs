using System.Text;
using Predictor.Api.Operations.Telemetry;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Operations.Telemetry;

[Collection(TrainedModelCollection.Name)]
public sealed class TelemetryTests(TrainedModelFixture model)
{
    [Fact]
    public async Task Traces_and_metrics_reach_the_collector_and_hold_nothing_of_a_client()
    {
        await using var collector = await Collector.StartAsync();
        // Disposed of without a thread that waits: the collector needs those of the pool to take the last words.
        await using (var api = new ApiFactory(
            model.Folder, ("Telemetry:Endpoint", collector.Url), ("Telemetry:Headers", "Authorization=Bearer for-the-collector"), ("Telemetry:TraceShare", "1"), ("Telemetry:MetricSeconds", "3600")).WaitUntilReady())
        {
            var client = api.CreateClient();
            client.DefaultRequestHeaders.Add("tracestate", "zq=zq-state");
            client.DefaultRequestHeaders.Add("baggage", "zq=zq-baggage");
            client.DefaultRequestHeaders.UserAgent.ParseAdd("zq-agent");
            var body = Bodies.Example();
            body["episode"]!["episodeId"] = "zq-episode";
            body["episode"]!["clientId"] = "zq-client";
            (await client.PostAsync("/v1/risk-scores", Bodies.Json(body))).EnsureSuccessStatusCode();
            body["payments"] = "zq-payments";
            await (await client.PostAsync("/v1/risk-scores", Bodies.Json(body))).ProblemAsync(422);
            await (await client.PostAsync("/v1/risk-scores?explain=zq-explain", Bodies.Json(body))).ProblemAsync(400);
            await (await client.GetAsync("/v1/models/zq-model")).ProblemAsync(404);
            await (await client.GetAsync("/zq-path")).ProblemAsync(404);
            var lines = string.Concat(Enumerable.Repeat(Bodies.Example().ToJsonString() + "\n", DriftWindow.Least)) + "zq-line\n";
            (await client.PostAsync("/v1/risk-scores/batch?explain=none", Bodies.Json(Encoding.UTF8.GetBytes(lines), "application/x-ndjson"))).EnsureSuccessStatusCode();
            // What is left is sent when the service stops.
        }

        var (traces, metrics) = (collector.Text("traces"), collector.Text("metrics"));
        foreach (var text in new[] { "POST /v1/risk-scores", "GET /v1/models/{name}", "http.route", "http.response.status_code", "predictor-api", "Bearer for-the-collector" }) Assert.Contains(text, traces, StringComparison.Ordinal);
        foreach (var text in new[]
        {
            ServiceMeter.Duration, ServiceMeter.Scores, ServiceMeter.Problems, ServiceMeter.Drift, "http.server.request.duration", "urn:predictor:problem:invalid-episode", "urn:predictor:problem:malformed-body",
            "scored", TrainedModelFixture.ModelName,
        })
        {
            Assert.Contains(text, metrics, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("zq", traces, StringComparison.Ordinal);
        Assert.DoesNotContain("zq", metrics, StringComparison.Ordinal);
        foreach (var text in new[] { "url.query", "url.path", "user_agent" }) Assert.DoesNotContain(text, traces, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_does_not_answer_costs_no_request()
    {
        using var api = new ApiFactory(model.Folder, ("Telemetry:Endpoint", "http://127.0.0.1:1"), ("Telemetry:TraceShare", "1"), ("Telemetry:MetricSeconds", "0.1")).WaitUntilReady();
        for (var i = 0; i < 5; i++) (await api.CreateClient().PostAsync("/v1/risk-scores", Bodies.Json(Bodies.Example()))).EnsureSuccessStatusCode();
    }

    [Fact]
    public void Every_problem_of_the_options_is_told()
    {
        Assert.Empty(new TelemetryOptions().Problems());
        Assert.Empty(new TelemetryOptions { Endpoint = "https://collector.example:4318", Headers = "Authorization=x" }.Problems());
        Assert.Equal(
            ["Telemetry:Endpoint is 'http://collector.example'; expected an https address such as https://collector.example:4318, or plain http to this machine.", "Telemetry:TraceShare is 2; expected 0 to 1.", "Telemetry:MetricSeconds is 0; expected 0.1 to 3600 seconds."],
            new TelemetryOptions { Endpoint = "http://collector.example", TraceShare = 2, MetricSeconds = 0 }.Problems());
        Assert.Equal(["Telemetry:Headers has a value and Telemetry:Endpoint has none; expected both."], new TelemetryOptions { Headers = "Authorization=secret" }.Problems());
    }
}
