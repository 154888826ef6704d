using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Predictor.Api.Models;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Operations;

/// <summary>Stops the service as its operator does, with SIGTERM to the process, while it works.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class StopTests(TrainedModelFixture model)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_batch_that_goes_on_is_answered_up_to_the_line_that_is_named_and_the_process_ends_in_time()
    {
        using var timeout = new CancellationTokenSource(Patience);
        await using var service = await StartAsync("--Limits:ShutdownSeconds", "4");
        using var socket = new TcpClient();
        await socket.ConnectAsync(service.Address, timeout.Token);
        var stream = socket.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /v1/risk-scores/batch?explain=none HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: 1000000\r\n\r\n"), timeout.Token);
        var line = Encoding.UTF8.GetBytes(Bodies.Example().ToJsonString() + "\n");
        for (var i = 0; i < 3; i++)
        {
            await stream.WriteAsync(line, timeout.Token);
            Assert.Equal("scored", (await AnswerAsync()).GetProperty("status").GetString());
        }

        service.Terminate();
        await service.UntilRefusesAsync();
        // What comes while there is time is still taken.
        await stream.WriteAsync(line, timeout.Token);
        Assert.Equal("scored", (await AnswerAsync()).GetProperty("status").GetString());
        var last = await AnswerAsync();
        Assert.Equal(503, last.GetProperty("status").GetInt32());
        Assert.Equal("urn:predictor:problem:stopping", last.GetProperty("type").GetString());
        Assert.Equal(5, last.GetProperty("line").GetInt64());
        // The answer ends as a whole one does.
        while (await reader.ReadLineAsync(timeout.Token) is { } rest && rest != "0") Assert.Equal("", rest);
        Assert.Equal(0, await service.ExitCodeAsync());

        async Task<JsonElement> AnswerAsync()
        {
            while (await reader.ReadLineAsync(timeout.Token) is { } text)
            {
                if (text.StartsWith('{')) return JsonElement.Parse(text);
            }

            throw new InvalidOperationException("The answer ended.");
        }
    }

    [Fact]
    public async Task A_request_whose_body_is_still_coming_is_answered()
    {
        await using var service = await StartAsync();
        using var body = new SlowBody();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/risk-scores") { Content = body };
        body.Headers.ContentType = new("application/json");
        var answering = service.Client.SendAsync(request);
        var text = Bodies.Example().ToJsonString();
        await body.WriteAsync(text[..100]);
        await service.UntilTakenAsync();

        service.Terminate();
        await service.UntilRefusesAsync();
        await body.WriteAsync(text[100..]);
        body.End();
        using var answer = await answering;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("scored", (await answer.JsonAsync()).GetProperty("status").GetString());
        Assert.Equal(0, await service.ExitCodeAsync());
    }

    [Fact]
    public async Task Each_line_of_the_log_is_a_json_document_where_that_is_asked_for()
    {
        await using var service = await StartAsync("--Logging:Console:FormatterName", "json", "--Logging:Console:FormatterOptions:IncludeScopes", "true");
        (await service.Client.PostAsync("/v1/risk-scores?explain=full", Bodies.Json(Bodies.Example()))).EnsureSuccessStatusCode();
        service.Terminate();
        Assert.Equal(0, await service.ExitCodeAsync());
        var lines = (await service.OutputAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonElement.Parse(l)).ToList();
        var request = lines.Select(l => l.GetProperty("State")).Single(s => s.TryGetProperty("Route", out var route) && route.GetString() == "/v1/risk-scores");
        Assert.Equal(200, int.Parse(request.GetProperty("Status").ToString(), CultureInfo.InvariantCulture));
        Assert.Matches("^[0-9a-f]{32}$", request.GetProperty("TraceId").GetString());
        Assert.All(lines, l => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", l.GetProperty("Timestamp").GetString()));
        Assert.DoesNotContain(lines, l => l.TryGetProperty("Scopes", out _));
    }

    private Task<ServiceProcess> StartAsync(params string[] arguments) => ServiceProcess.StartAsync(["--development", $"--{ModelOptions.Section}:{nameof(ModelOptions.Folder)}", model.Folder, .. arguments], Patience);

    /// <summary>A body that the test sends piece by piece.</summary>
    private sealed class SlowBody : HttpContent
    {
        private readonly TaskCompletionSource<Stream> _started = new();
        private readonly TaskCompletionSource _ended = new();

        public async Task WriteAsync(string text)
        {
            var stream = await _started.Task.WaitAsync(Patience);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
            await stream.FlushAsync();
        }

        public void End() => _ended.TrySetResult();

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            _started.SetResult(stream);
            return _ended.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
