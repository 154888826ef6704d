using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Predictor.Api.Tests.Security.Outgoing;

namespace Predictor.Api.Tests.Operations.Telemetry;

/// <summary>An OpenTelemetry collector of the test: keeps what is sent, as text in which the names and values of the protocol can be found.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Headers, string Body)> _received = new();
    private WebApplication? _server;

    public string Url => _server!.Urls.Single();

    public string Text(string signal) => string.Concat(_received.Where(r => r.Path == $"/v1/{signal}").Select(r => r.Headers + r.Body));

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        collector._server = await OutgoingHttpTests.ServerAsync(app => app.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            collector._received.Enqueue((request.Path, string.Join('\n', request.Headers.Select(h => $"{h.Key}: {h.Value}")), Encoding.Latin1.GetString(body.ToArray())));
        }));
        return collector;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();
}
