using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Predictor.EndToEnd.Tests.Processes;
using Predictor.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Predictor.EndToEnd.Tests.Interruption;

/// <summary>The service is killed under load: every answer that reached a caller stands in the audit trail, the chain is whole, and all feedback that was taken is kept.</summary>
[Trait("Category", "Long")]
public sealed class ServiceKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Singles = 6;
    private const int Batches = 2;
    private const int Feeders = 2;
    private const int LinesOfBatch = 400;

    private static readonly int Kills = CheckScale.Value == 1 ? 3 : 50;

    private readonly TemporaryFolder _folder = new();
    private readonly string _body = Example("score-request.json");
    private readonly string _call = Example("cds-patient-view.json");
    private readonly ConcurrentBag<string> _answered = [];
    private readonly ConcurrentBag<string> _taken = [];
    private TaskCompletionSource _fed = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_record_of_an_answer_is_lost_however_often_the_service_is_killed()
    {
        var random = new Random(17);
        var starts = new List<double>();
        for (var kill = 0; kill < Kills; kill++)
        {
            _fed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var watch = Stopwatch.StartNew();
            await using var service = await Service.StartAsync(Repository.DemoModel, _folder.Path);
            starts.Add(watch.Elapsed.TotalSeconds);
            var load = Enumerable.Range(0, Singles).Select(_ => ScoreUntilKilledAsync(service.Client)).Concat(Enumerable.Range(0, Batches).Select(_ => ScoreBatchesUntilKilledAsync(service.Client)))
                .Concat(Enumerable.Range(0, Feeders).Select(_ => FeedUntilKilledAsync(service.Client))).ToList();
            // A service that has just started is slow, and a kill before anybody was answered shows nothing.
            await Task.WhenAny(_fed.Task, Task.WhenAll(load));
            await Task.Delay(random.Next(50, 900));
            service.Kill();
            await Task.WhenAll(load);
        }

        // A start sets aside what the last kill tore, and the first question about feedback cuts off what it tore there.
        long counted;
        await using (var last = await Service.StartAsync(Repository.DemoModel, _folder.Path))
        {
            var counts = JsonNode.Parse(await last.Client.GetStringAsync(new Uri("/v1/cds-feedback", UriKind.Relative)))!;
            counted = counts["feedback"]!.AsArray().Sum(c => (long)c!["count"]!);
        }

        var trail = Path.Combine(_folder.Path, "trail");
        var verified = await Run.ApiAsync("audit", "verify", "--dir", trail);
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
        var listed = await Run.ApiAsync("audit", "list", "--dir", trail);
        Assert.True(listed.ExitCode == 0, listed.Error);
        var records = listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!["data"]!).ToList();
        var kept = records.Where(r => r["trace"] is not null).Select(r => $"{r["trace"]} {r["line"]}".Trim()).ToHashSet();

        Assert.True(_answered.Count > 20 * Kills, $"{_answered.Count} answers are too few to show anything");
        Assert.DoesNotContain(_answered, a => !kept.Contains(a));
        var cards = (await File.ReadAllLinesAsync(_folder.Sub(Service.FeedbackName))).Select(l => (string)JsonNode.Parse(l)!["card"]!).ToHashSet();
        Assert.True(_taken.Count >= Kills, $"{_taken.Count} entries of feedback are too few to show anything");
        Assert.DoesNotContain(_taken, t => !cards.Contains(t));
        Assert.Equal(cards.Count, counted);
        var torn = records.Count(r => r["torn"] is not null);
        starts.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Kills} kills, {_answered.Count} answers and {kept.Count} records, {torn} torn ends, {_taken.Count} entries of feedback taken and {cards.Count} kept; ready after {starts[starts.Count / 2]:0.00} s (median), {starts[^1]:0.00} s (most)"));
    }

    private async Task ScoreUntilKilledAsync(HttpClient client)
    {
        try
        {
            while (true)
            {
                var trace = ActivityTraceId.CreateRandom().ToHexString();
                using var request = Request("/v1/risk-scores?explain=none", trace, _body, "application/json");
                using var answer = await client.SendAsync(request);
                answer.EnsureSuccessStatusCode();
                _answered.Add(trace);
            }
        }
        catch (Exception e) when (IsKill(e))
        {
            // As was to come.
        }
    }

    private async Task ScoreBatchesUntilKilledAsync(HttpClient client)
    {
        var line = JsonNode.Parse(_body)!.ToJsonString() + "\n";
        var lines = string.Concat(Enumerable.Repeat(line, LinesOfBatch));
        try
        {
            while (true)
            {
                var trace = ActivityTraceId.CreateRandom().ToHexString();
                using var request = Request("/v1/risk-scores/batch?explain=none", trace, lines, "application/x-ndjson");
                using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                answer.EnsureSuccessStatusCode();
                using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
                // A line that was cut off has no line feed, and counts as not answered; its JSON does not end.
                for (var number = 1; await reader.ReadLineAsync() is { } text && text.EndsWith('}'); number++) _answered.Add($"{trace} {number}");
            }
        }
        catch (Exception e) when (IsKill(e))
        {
            // As was to come.
        }
    }

    private async Task FeedUntilKilledAsync(HttpClient client)
    {
        try
        {
            while (true)
            {
                using var call = Request("/cds-services/dropout-risk-patient-view", ActivityTraceId.CreateRandom().ToHexString(), _call, "application/json");
                using var advice = await client.SendAsync(call);
                advice.EnsureSuccessStatusCode();
                var card = (string)JsonNode.Parse(await advice.Content.ReadAsStringAsync())!["cards"]![0]!["uuid"]!;
                var body = $$"""{"feedback":[{"card":"{{card}}","outcome":"overridden","outcomeTimestamp":"2026-03-20T09:02:11Z"}]}""";
                using var request = Request("/cds-services/dropout-risk-patient-view/feedback", ActivityTraceId.CreateRandom().ToHexString(), body, "application/json");
                using var answer = await client.SendAsync(request);
                answer.EnsureSuccessStatusCode();
                Assert.Equal("""{"taken":1,"known":0,"ignored":0}""", await answer.Content.ReadAsStringAsync());
                _taken.Add(card);
                _fed.TrySetResult();
            }
        }
        catch (Exception e) when (IsKill(e))
        {
            // As was to come.
        }
    }

    private static string Example(string name) => File.ReadAllText(Path.Combine(Repository.Root, "src", "Predictor.Api", "Description", "Examples", name));

    private static bool IsKill(Exception e) => e is HttpRequestException { StatusCode: null } or IOException;

    private static HttpRequestMessage Request(string path, string trace, string body, string contentType)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        request.Headers.Add("traceparent", $"00-{trace}-b7ad6b7169203331-01");
        return request;
    }
}
