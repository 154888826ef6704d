using System.Net;
using System.Net.Sockets;
using System.Text;
using Predictor.Api.Security.Keys;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Operations;

/// <summary>On a real server, with two callers.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class CallerLimitsTests(TrainedModelFixture model)
{
    private readonly Credentials _one = new("one", "score", "models.read");
    private readonly Credentials _other = new("other", "score", "models.read");

    [Fact]
    public async Task A_caller_that_sends_too_often_is_told_when_to_come_again_and_is_then_served()
    {
        using var api = Start(("Limits:RequestsPerSecond", "2"));
        var client = _one.Client(api);
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 6; i++) answers.Add(await client.GetAsync("/v1/models"));
        Assert.Equal(HttpStatusCode.OK, answers[0].StatusCode);
        var refused = answers.Last(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        var problem = await refused.ProblemAsync(429);
        Assert.Equal("urn:predictor:problem:too-many-requests", problem.GetProperty("type").GetString());
        // The other is not held back, and health never is.
        Assert.Equal(HttpStatusCode.OK, (await _other.Client(api).GetAsync("/v1/models")).StatusCode);
        for (var i = 0; i < 50; i++) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz/live")).StatusCode);
        await Task.Delay(RetryAfter(refused));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/models")).StatusCode);
    }

    [Fact]
    public async Task Only_so_many_requests_of_a_caller_are_worked_on_and_so_many_wait()
    {
        using var api = Start(("Limits:RequestsAtOnce", "1"), ("Limits:RequestsWaiting", "1"), ("Limits:LeastBytesPerSecond", "1"));
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var client = _one.Client(api);
        using var slow = await OpenAsync(api, "/v1/risk-scores", "application/json", timeout.Token);
        // So that it is not cut off before another comes, however slow the machine is.
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token);
        var trickle = TrickleAsync(slow.GetStream(), enough.Token);
        var (waiting, refused) = await FillAsync(client, "/v1/models", timeout.Token);
        await refused.ProblemAsync(429);
        Assert.InRange(RetryAfter(refused).TotalSeconds, 1, 3600);
        Assert.Equal(HttpStatusCode.OK, (await _other.Client(api).GetAsync("/v1/models", timeout.Token)).StatusCode);
        await enough.CancelAsync();
        await trickle;
        slow.Close();
        Assert.Equal(HttpStatusCode.OK, (await waiting).StatusCode);
    }

    [Fact]
    public async Task Batches_are_counted_apart_and_do_not_wait()
    {
        using var api = Start(("Limits:BatchesAtOnce", "1"), ("Limits:LeastBytesPerSecond", "1"));
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var client = _one.Client(api);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token);
        TcpClient open;
        Task trickle;
        HttpResponseMessage second;
        // Now and then, so that the wait does not use up the rate; and anew each time, as the slow one is refused itself where it comes while another is worked on.
        do
        {
            open = await OpenAsync(api, "/v1/risk-scores/batch", "application/x-ndjson", timeout.Token);
            trickle = TrickleAsync(open.GetStream(), enough.Token);
            await Task.Delay(50, timeout.Token);
            second = await BatchAsync(client, timeout.Token);
        }
        while (second.StatusCode == HttpStatusCode.OK);
        await second.ProblemAsync(429);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/v1/risk-scores", Bodies.Json(Bodies.Example()), timeout.Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await BatchAsync(_other.Client(api), timeout.Token)).StatusCode);
        await enough.CancelAsync();
        await trickle;
        open.Close();
        do
        {
            await Task.Delay(20, timeout.Token);
            second = await BatchAsync(client, timeout.Token);
        }
        while (second.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task A_request_that_takes_too_long_to_come_is_ended_with_an_answer()
    {
        using var api = Start(("Limits:RequestSeconds", "0.5"), ("Limits:LeastBytesPerSecond", "1"));
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var slow = await OpenAsync(api, "/v1/risk-scores", "application/json", timeout.Token);
        // Fast enough for the least rate, so that it is not what ends it.
        var trickle = TrickleAsync(slow.GetStream(), timeout.Token);
        using var reader = new StreamReader(slow.GetStream(), Encoding.ASCII);
        Assert.StartsWith("HTTP/1.1 408 ", await reader.ReadLineAsync(timeout.Token), StringComparison.Ordinal);
        var rest = "";
        while (!rest.Contains('}', StringComparison.Ordinal) && await reader.ReadLineAsync(timeout.Token) is { } line) rest += line + "\n";
        Assert.Contains("application/problem+json", rest, StringComparison.Ordinal);
        // Nobody has gone: the trail has the status that was answered.
        var record = Assert.Single(api.Trail(), r => r.StartsWith("{\"operation\":\"score\"", StringComparison.Ordinal));
        Assert.StartsWith("""{"operation":"score","caller":"key:one","outcome":"refused","status":408,""", record, StringComparison.Ordinal);
        await timeout.CancelAsync();
        await trickle;
    }

    [Fact]
    public async Task A_body_that_trickles_is_cut_off()
    {
        using var api = Start(("Limits:LeastBytesPerSecond", "1000"));
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var slow = await OpenAsync(api, "/v1/risk-scores", "application/json", timeout.Token);
        using var reader = new StreamReader(slow.GetStream(), Encoding.ASCII);
        Assert.StartsWith("HTTP/1.1 408 ", await reader.ReadLineAsync(timeout.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_are_held_back_by_their_address()
    {
        using var api = Start();
        var statuses = new List<int>();
        for (var i = 0; i < 60; i++) statuses.Add((int)(await api.CreateClient().GetAsync("/v1/models")).StatusCode);
        Assert.Equal(401, statuses[0]);
        Assert.Contains(429, statuses);
        Assert.Equal(HttpStatusCode.OK, (await _one.Client(api).GetAsync("/v1/models")).StatusCode);
    }

    private static TimeSpan RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter!.Delta!.Value;

    private static async Task<HttpResponseMessage> BatchAsync(HttpClient client, CancellationToken cancellation) =>
        await client.PostAsync("/v1/risk-scores/batch", Bodies.Json(Encoding.UTF8.GetBytes("{}\n"), "application/x-ndjson"), cancellation);

    /// <summary>Sends requests, two at a time, until one is refused: then one is worked on, and the other of the two waits. Until the first is there, they are answered.</summary>
    private static async Task<(Task<HttpResponseMessage> Waiting, HttpResponseMessage Refused)> FillAsync(HttpClient client, string path, CancellationToken cancellation)
    {
        var waiting = client.GetAsync(path, cancellation);
        while (true)
        {
            var sent = client.GetAsync(path, cancellation);
            var ended = await Task.WhenAny(waiting, sent);
            if (ended == waiting) waiting = sent;
            var answer = await ended;
            if (answer.StatusCode != HttpStatusCode.OK) return (waiting, answer);
        }
    }

    private static async Task TrickleAsync(NetworkStream stream, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await stream.WriteAsync(" "u8.ToArray(), cancellation);
                await Task.Delay(50, cancellation);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The service has hung up, or the test is over.
        }
    }

    /// <summary>Begins a request whose body never ends.</summary>
    private async Task<TcpClient> OpenAsync(ApiFactory api, string path, string contentType, CancellationToken cancellation)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, api.CreateClient().BaseAddress!.Port, cancellation);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\n{ApiKey.HeaderName}: {_one.Key}\r\nContent-Type: {contentType}\r\nContent-Length: 100000\r\n\r\n{{"), cancellation);
        return socket;
    }

    private ApiFactory Start(params (string, string)[] limits) => new ApiFactory(model.Folder, [.. _one.Settings, .. _other.Settings, .. limits]).OnKestrel().WaitUntilReady();
}
