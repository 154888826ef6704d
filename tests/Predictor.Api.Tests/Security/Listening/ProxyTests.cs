using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Predictor.Api.Security.Callers;
using Predictor.Api.Security.Keys;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security.Listening;

/// <summary>A service that listens for plain HTTP behind a proxy at 10.0.0.5, in 10.1.0.0/16 or on the same machine.</summary>
public sealed class ProxyTests : IAsyncLifetime
{
    private readonly Credentials _caller = new("ehr", "score");
    private WebApplication? _app;

    public async Task InitializeAsync() => _app = await BareApi.StartAsync(
        [.. _caller.Settings, ("Security:BehindTlsProxy", "true"), ("Security:Proxies:0", "10.0.0.5"), ("Security:Proxies:1", "10.1.0.0/16"), ("Security:Proxies:2", "127.0.0.1")],
        app =>
        {
            app.MapGet("/x", (HttpContext c) => $"{c.Request.Scheme} {c.Connection.RemoteIpAddress}").RequireScope("score");
            app.MapGet("/health", () => "ok").OpenToAnyone();
        });

    public async Task DisposeAsync() => await _app!.DisposeAsync();

    [Theory]
    [InlineData("10.0.0.5")]
    [InlineData("10.1.2.3")]
    public async Task What_a_known_proxy_says_is_believed(string proxy)
    {
        var (status, body, hsts) = await SendAsync("/x", proxy, "https", "203.0.113.9");
        Assert.Equal((200, "https 203.0.113.9"), (status, body));
        Assert.Equal("max-age=31536000", hsts);
    }

    [Theory]
    [InlineData("10.0.0.6", "https")]
    [InlineData("203.0.113.9", "https")]
    [InlineData("10.0.0.5", "http")]
    [InlineData("10.0.0.5", null)]
    public async Task A_request_in_the_clear_is_refused_even_with_a_key(string remote, string? scheme)
    {
        var (status, body, hsts) = await SendAsync("/x", remote, scheme, "127.0.0.1");
        Assert.Equal(403, status);
        Assert.Contains("urn:predictor:problem:tls-required", body, StringComparison.Ordinal);
        Assert.Equal("", hsts);
    }

    [Theory]
    [InlineData("https", "203.0.113.9", 200)]
    [InlineData("http", "203.0.113.9", 403)]
    [InlineData("http", null, 403)]
    [InlineData(null, "203.0.113.9", 403)]
    [InlineData(null, null, 200)]
    public async Task A_proxy_on_the_same_machine_is_believed_in_both(string? scheme, string? origin, int expected) =>
        Assert.Equal(expected, (await SendAsync("/x", "127.0.0.1", scheme, origin, "127.0.0.1")).Status);

    [Fact]
    public async Task Whatever_watches_the_service_may_ask_for_its_health_in_the_clear() => Assert.Equal(200, (await SendAsync("/health", "10.0.0.6", null, null)).Status);

    private async Task<(int Status, string Body, string Hsts)> SendAsync(string path, string remote, string? scheme, string? origin, string local = "10.0.0.1")
    {
        var context = await _app!.GetTestServer().SendAsync(c =>
        {
            c.Request.Path = path;
            c.Request.Host = new HostString("predictor.example");
            c.Request.Headers[ApiKey.HeaderName] = _caller.Key;
            if (scheme is not null) c.Request.Headers["X-Forwarded-Proto"] = scheme;
            if (origin is not null) c.Request.Headers["X-Forwarded-For"] = origin;
            c.Connection.LocalIpAddress = IPAddress.Parse(local);
            c.Connection.RemoteIpAddress = IPAddress.Parse(remote);
        });
        using var reader = new StreamReader(context.Response.Body);
        return (context.Response.StatusCode, await reader.ReadToEndAsync(), context.Response.Headers.StrictTransportSecurity.ToString());
    }
}
