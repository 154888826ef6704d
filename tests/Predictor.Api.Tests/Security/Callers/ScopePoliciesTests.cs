using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Predictor.Api.Security.Callers;
using Predictor.Api.Security.Keys;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security.Callers;

public sealed class ScopePoliciesTests
{
    private readonly Credentials _all = new("all", "score", "models.read", "panel.read", "panel.write", "admin");

    [Fact]
    public async Task An_endpoint_without_a_scope_is_closed_to_everybody()
    {
        await using var app = await BareApi.StartAsync(_all.Settings, a =>
        {
            a.MapGet("/forgotten", () => "secret");
            a.MapGet("/vague", () => "secret").RequireAuthorization();
        });
        foreach (var path in new[] { "/forgotten", "/vague" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(app, path, (ApiKey.HeaderName, _all.Key))).StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, (await SendAsync(app, path)).StatusCode);
        }
    }

    [Fact]
    public async Task In_development_mode_an_endpoint_without_a_scope_is_closed_too()
    {
        await using var app = await BareApi.StartAsync([("Security:Mode", "Development")], a => a.MapGet("/forgotten", () => "secret"));
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(app, "/forgotten")).StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "10.0.0.1")]
    [InlineData("Forwarded", "for=10.0.0.1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Development_mode_is_not_for_requests_that_come_from_elsewhere(string header, string value)
    {
        await using var app = await BareApi.StartAsync([("Security:Mode", "Development")], a => a.MapGet("/x", () => "x").RequireScope("score"));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(app, "/x", ("Sec-Fetch-Site", "same-origin"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(app, "/x", (header, value))).StatusCode);
    }

    [Fact]
    public void A_scope_that_does_not_exist_cannot_be_asked_for() =>
        Assert.Throws<ArgumentException>(() => WebApplication.CreateSlimBuilder().Build().MapGet("/x", () => "x").RequireScope("scores"));

    [Fact]
    public async Task A_cds_endpoint_takes_a_client_s_token_once_and_for_its_own_address_and_an_api_key()
    {
        using var maker = new TokenMaker();
        var time = new ManualTime();
        var jwks = Path.GetTempFileName();
        await File.WriteAllTextAsync(jwks, maker.Jwks());
        (string, string)[] settings =
        [
            .. _all.Settings,
            ("Security:PublicUrl", "https://predictor.example/api"), ("Security:CdsClients:ehr:Issuer", "https://ehr.example"), ("Security:CdsClients:ehr:Jwks", jwks), ("Security:CdsClients:ehr:Scopes:0", "score"),
        ];
        await using var app = await BareApi.StartAsync(
            settings,
            a =>
            {
                a.MapGet("/cds-services", (HttpContext c) => Caller.NameOf(c)).RequireCdsClient();
                a.MapGet("/v1/other", () => "x").RequireScope("score");
            },
            time);
        var id = 0;
        string Token(string audience) => "Bearer " + maker.Make(new JsonObject
        {
            ["iss"] = "https://ehr.example",
            ["aud"] = audience,
            ["iat"] = time.GetUtcNow().ToUnixTimeSeconds(),
            ["exp"] = time.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds(),
            ["jti"] = $"{id++}",
        });

        var token = Token("https://predictor.example/api/cds-services");
        var first = await SendAsync(app, "/cds-services", ("Authorization", token));
        Assert.Equal("cds:ehr", await first.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(app, "/cds-services", ("Authorization", token))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(app, "/cds-services", ("Authorization", Token("https://predictor.example/cds-services")))).StatusCode);
        // Nowhere else: such a token is for CDS Hooks.
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(app, "/v1/other", ("Authorization", Token("https://predictor.example/api/v1/other")))).StatusCode);
        Assert.Equal("key:all", await (await SendAsync(app, "/cds-services", (ApiKey.HeaderName, _all.Key))).Content.ReadAsStringAsync());
        File.Delete(jwks);
    }

    private static async Task<HttpResponseMessage> SendAsync(WebApplication app, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await app.GetTestClient().SendAsync(request);
    }
}
