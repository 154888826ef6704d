using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Scoring.Batch;

[Collection(TrainedModelCollection.Name)]
public sealed class BatchTests(TrainedModelFixture model)
{
    private const string Path = "/v1/risk-scores/batch";

    private readonly HttpClient _client = model.Api.CreateClient();

    [Theory]
    [InlineData("")]
    [InlineData("?explain=none")]
    [InlineData("?explain=full&horizonDays=7")]
    public async Task Each_line_is_answered_as_it_would_be_alone(string query)
    {
        var bodies = model.Episodes.Take(200).Select(e => Bodies.Of(e, e.Appointments[^1].StartsAt.Known.AddDays(1)).ToJsonString()).ToList();

        var answers = await LinesAsync(string.Join('\n', bodies) + "\n", query);

        Assert.Equal(bodies.Count, answers.Count);
        for (var i = 0; i < bodies.Count; i += 17)
        {
            var alone = await _client.PostAsync("/v1/risk-scores" + query, Bodies.Json(bodies[i]));
            Assert.Equal(await alone.Content.ReadAsStringAsync(), answers[i]);
        }
    }

    [Fact]
    public async Task A_bad_line_answers_its_own_problem_with_its_number_and_the_others_are_scored()
    {
        var good = Bodies.Example().ToJsonString();
        var wrong = Bodies.Example();
        wrong["appointments"]![0]!["status"] = "attended";

        var answers = await LinesAsync($"{good}\n{{\n{wrong.ToJsonString()}\n\n{good}");

        Assert.Equal(5, answers.Count);
        Assert.Equal(["scored", "400 2", "422 3", "400 4", "scored"], answers.Select(Told));
        Assert.Equal(answers[0], answers[4]);
        var errors = JsonElement.Parse(answers[2]).GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("pointer").GetString());
        Assert.Equal(["/appointments/0/status"], errors);
    }

    [Fact]
    public async Task A_line_longer_than_a_body_may_be_is_a_problem_of_that_line()
    {
        using var api = new ApiFactory(model.Folder, ("Limits:BodyBytes", "8192")).WaitUntilReady();
        var good = Bodies.Example().ToJsonString();

        var answers = await LinesAsync($"{good}\n{good.PadRight(8193)}\n{good}\n", "", api.CreateClient());

        Assert.Equal(["scored", "413 2", "scored"], answers.Select(Told));
    }

    [Fact]
    public async Task Nothing_in_gives_nothing_out() => Assert.Empty(await LinesAsync(""));

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task Another_content_type_is_refused(string type)
    {
        var problem = await (await _client.PostAsync(Path, Bodies.Json(Encoding.UTF8.GetBytes("{}"), type))).ProblemAsync(415);
        Assert.Contains("application/x-ndjson", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_parameter_is_refused_before_any_line_is_read() =>
        await (await _client.PostAsync(Path + "?explain=some", Ndjson("{}\n"))).ProblemAsync(400);

    [Fact]
    public async Task A_batch_larger_than_the_service_takes_is_refused()
    {
        using var api = new ApiFactory(model.Folder, ("Limits:BodyBytes", "2048"), ("Limits:BatchBytes", "4096")).OnKestrel().WaitUntilReady();
        await (await api.CreateClient().PostAsync(Path, Ndjson(new string(' ', 4097)))).ProblemAsync(413);
    }

    /// <summary>On a real server and a bare connection: a client of the framework sends all before it reads.</summary>
    [Fact]
    public async Task A_line_is_answered_before_the_next_is_sent()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var api = new ApiFactory(model.Folder).OnKestrel().WaitUntilReady();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, api.CreateClient().BaseAddress!.Port, timeout.Token);
        var stream = socket.GetStream();
        var line = Encoding.UTF8.GetBytes(Bodies.Example().ToJsonString() + "\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {Path}?explain=none HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: {line.Length * 2}\r\n\r\n"), timeout.Token);
        using var reader = new StreamReader(stream, Encoding.UTF8);

        for (var i = 0; i < 2; i++)
        {
            await stream.WriteAsync(line, timeout.Token);
            string? answer;
            do answer = await reader.ReadLineAsync(timeout.Token);
            while (answer is not null && !answer.StartsWith('{'));
            Assert.Contains("\"status\":\"scored\"", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_caller_who_leaves_costs_one_line_in_the_log_and_no_error()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var api = new ApiFactory(model.Folder).OnKestrel().WaitUntilReady();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, api.CreateClient().BaseAddress!.Port, timeout.Token);
            var stream = socket.GetStream();
            await BeginAsync(stream, 1_000_000, timeout.Token);
            using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
            while (await reader.ReadLineAsync(timeout.Token) is { } answer && !answer.StartsWith('{'))
            {
                // The head of the answer.
            }
        }

        while (!api.Log.Lines.Any(l => l.Text.Contains("/v1/risk-scores/batch", StringComparison.Ordinal) && l.Text.Contains(" ms, caller", StringComparison.Ordinal))) await Task.Delay(10, timeout.Token);
        Assert.DoesNotContain(api.Log.Lines, l => l.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task A_batch_that_stands_still_ends_with_a_line_that_says_so()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var api = new ApiFactory(model.Folder, ("Limits:BatchIdleSeconds", "0.5")).OnKestrel().WaitUntilReady();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, api.CreateClient().BaseAddress!.Port, timeout.Token);
        var stream = socket.GetStream();
        await BeginAsync(stream, 1_000_000, timeout.Token);
        using var reader = new StreamReader(stream, Encoding.UTF8);

        var lines = new List<string>();
        while (lines.Count < 2 && await reader.ReadLineAsync(timeout.Token) is { } line)
        {
            if (line.StartsWith('{')) lines.Add(line);
        }

        Assert.Equal("scored", (string)JsonNode.Parse(lines[0])!["status"]!);
        Assert.Equal(408, (int)JsonNode.Parse(lines[1])!["status"]!);
    }

    [Fact]
    public async Task No_value_of_a_bad_line_comes_back()
    {
        var wrong = Bodies.Example();
        wrong["episode"]!["payer"] = "zq-secret";
        wrong["episode"]!["episodeId"] = "zq-id";

        var answers = await LinesAsync(wrong.ToJsonString() + "\n{\"zq-broken\": \n");

        Assert.All(answers, a => Assert.DoesNotContain("zq-", a, StringComparison.Ordinal));
    }

    /// <summary>Sends the head of a batch of some bytes, and one line of it.</summary>
    private static async Task BeginAsync(NetworkStream stream, int length, CancellationToken cancellation)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {Path}?explain=none HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: {length}\r\n\r\n"), cancellation);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(Bodies.Example().ToJsonString() + "\n"), cancellation);
    }

    private static string Told(string answer)
    {
        var node = JsonNode.Parse(answer)!;
        return node["line"] is { } line ? $"{node["status"]} {line}" : (string)node["status"]!;
    }

    private static ByteArrayContent Ndjson(string text) => Bodies.Json(Encoding.UTF8.GetBytes(text), "application/x-ndjson");

    private async Task<List<string>> LinesAsync(string body, string query = "", HttpClient? client = null)
    {
        var response = await (client ?? _client).PostAsync(Path + query, Ndjson(body));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.ToString());
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(text.Length == 0 || text.EndsWith('\n'));
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
