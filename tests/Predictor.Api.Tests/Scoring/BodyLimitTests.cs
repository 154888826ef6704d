using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Scoring;

/// <summary>On a real server: the one in memory has no limits of its own.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class BodyLimitTests(TrainedModelFixture model) : IDisposable
{
    private const int Limit = 8192;

    private readonly ApiFactory _api = new ApiFactory(model.Folder, ("Limits:BodyBytes", "8192"), ("Limits:HeaderSeconds", "0.5")).OnKestrel().WaitUntilReady();

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task A_body_of_just_the_limit_is_taken()
    {
        var response = await _api.CreateClient().PostAsync("/v1/risk-scores", Bodies.Json(Padded(Limit)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(Limit + 1, false)]
    [InlineData(Limit + 1, true)]
    [InlineData(40 * Limit, true)]
    public async Task A_larger_body_is_refused_whether_its_length_is_said_or_not(int length, bool isChunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/risk-scores") { Content = Bodies.Json(Padded(length)) };
        request.Headers.TransferEncodingChunked = isChunked;
        var problem = await (await _api.CreateClient().SendAsync(request)).ProblemAsync(413);
        Assert.Equal("Send at most 8192 bytes.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_passed_over_and_the_connection_goes_on()
    {
        var client = _api.CreateClient();
        for (var i = 0; i < 2; i++)
        {
            // The limit of an instruction is lower than that of the server.
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/admin/models/small/roll-back") { Content = Bodies.Json(Padded(6000)) };
            request.Headers.TransferEncodingChunked = true;
            await (await client.SendAsync(request)).ProblemAsync(413);
        }

        Assert.DoesNotContain(_api.Log.Lines, l => l.Level is LogLevel.Error or LogLevel.Critical);
    }

    [Fact]
    public async Task A_large_body_is_refused_before_it_is_sent()
    {
        var answer = await SendAsync("POST /v1/risk-scores HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 999999999\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_that_come_too_slowly_end_the_connection()
    {
        var answer = await SendAsync("POST /v1/risk-scores HTTP/1.1\r\nHost: localhost\r\n");
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_does_not_say_what_it_is()
    {
        var response = await _api.CreateClient().GetAsync("/healthz/live");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(response.Headers.Server);
    }

    private static byte[] Padded(int length) => Encoding.UTF8.GetBytes(Bodies.Example().ToJsonString().PadRight(length));

    /// <summary>Sends some bytes and gives what the server says until it has said the status line.</summary>
    private async Task<string> SendAsync(string text)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var client = new TcpClient();
        var address = _api.CreateClient().BaseAddress!;
        await client.ConnectAsync(IPAddress.Loopback, address.Port, timeout.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), timeout.Token);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadLineAsync(timeout.Token) ?? "";
    }
}
