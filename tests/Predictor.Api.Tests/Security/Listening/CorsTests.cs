using System.Net;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security.Listening;

/// <summary>What a browser asks and is told, on a real server in closed mode.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class CorsTests(TrainedModelFixture model)
{
    private const string Listed = "https://ehr.example";

    private readonly Credentials _caller = new("page", "score", "models.read");

    [Fact]
    public async Task A_page_of_a_listed_origin_is_told_what_it_may_send_and_may_read_the_answer()
    {
        using var api = Start(Listed);
        using var preflight = await PreflightAsync(api, Listed, "POST", "content-type,x-api-key");
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal(Listed, Header(preflight, "Access-Control-Allow-Origin"));
        Assert.Contains("POST", Header(preflight, "Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Equal("600", Header(preflight, "Access-Control-Max-Age"));
        foreach (var header in new[] { "Content-Type", "X-Api-Key" }) Assert.Contains(header, Header(preflight, "Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Credentials"));

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/risk-scores") { Content = Bodies.Json(Bodies.Example()), Headers = { { "Origin", Listed } } };
        var answer = await _caller.Client(api).SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Listed, Header(answer, "Access-Control-Allow-Origin"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("DELETE", "content-type")]
    [InlineData("PUT", "content-type")]
    [InlineData("POST", "x-forwarded-for")]
    public async Task A_listed_origin_may_not_do_everything(string method, string headers)
    {
        using var api = Start(Listed);
        using var preflight = await PreflightAsync(api, Listed, method, headers);
        Assert.DoesNotContain(method == "POST" ? headers : method, $"{Header(preflight, "Access-Control-Allow-Methods")} {Header(preflight, "Access-Control-Allow-Headers")}", StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://ehr.example.evil.example")]
    [InlineData("https://sub.ehr.example")]
    [InlineData("https://ehr.example:8443")]
    [InlineData("http://ehr.example")]
    [InlineData("null")]
    public async Task A_page_of_any_other_origin_is_told_nothing(string origin)
    {
        using var api = Start(Listed);
        using var preflight = await PreflightAsync(api, origin, "POST", "content-type,x-api-key");
        Assert.DoesNotContain(preflight.Headers, h => h.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/risk-scores") { Content = Bodies.Json(Bodies.Example()), Headers = { { "Origin", origin } } };
        var answer = await _caller.Client(api).SendAsync(request);
        Assert.DoesNotContain(answer.Headers, h => h.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Without_a_list_no_origin_may_call()
    {
        using var api = Start(null);
        using var preflight = await PreflightAsync(api, Listed, "POST", "content-type");
        Assert.DoesNotContain(preflight.Headers, h => h.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";

    private static Task<HttpResponseMessage> PreflightAsync(ApiFactory api, string origin, string method, string headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, "/v1/risk-scores");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", headers);
        // As a browser sends it: without a credential.
        return api.CreateClient().SendAsync(request);
    }

    private ApiFactory Start(string? origin) => new ApiFactory(model.Folder, [.. _caller.Settings, .. origin is null ? Array.Empty<(string, string)>() : [("Security:CorsOrigins:0", origin)]]).OnKestrel().WaitUntilReady();
}
