using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Predictor.Api.Security.Keys;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security.Callers;

/// <summary>On a real server in closed mode.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class CallerTests : IDisposable
{
    private readonly Credentials _scoring = new("ehr", "score");
    private readonly Credentials _reading = new("reader", "models.read");
    private readonly TokenMaker _maker = new();
    private readonly string _jwks = Path.GetTempFileName();
    private readonly ApiFactory _api;

    public CallerTests(TrainedModelFixture model)
    {
        File.WriteAllText(_jwks, _maker.Jwks());
        _api = new ApiFactory(
            model.Folder,
            [
                .. _scoring.Settings, .. _reading.Settings,
                ("Security:OAuth:idp:Issuer", "https://login.example"), ("Security:OAuth:idp:Audience", "predictor"), ("Security:OAuth:idp:Jwks", _jwks),
                ("Security:CorsOrigins:0", "https://ehr.example"),
            ]).OnKestrel().WaitUntilReady();
    }

    public void Dispose()
    {
        _api.Dispose();
        _maker.Dispose();
        File.Delete(_jwks);
    }

    [Fact]
    public async Task Nobody_is_let_in_without_a_credential_but_to_health()
    {
        var client = _api.CreateClient();
        foreach (var path in new[] { "/v1/models", "/v1/models/small", "/swagger/v1/swagger.json", "/swagger", "/swagger/index.html", "/v1/unknown", "/" })
        {
            var response = await client.GetAsync(path);
            var problem = await response.ProblemAsync(401);
            Assert.Equal("Bearer realm=\"predictor\"", response.Headers.WwwAuthenticate.ToString());
            Assert.False(problem.TryGetProperty("detail", out _));
        }

        await (await client.PostAsync("/v1/risk-scores", Bodies.Json(Bodies.Example()))).ProblemAsync(401);
        foreach (var path in new[] { "/healthz/live", "/healthz/ready" }) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_caller_may_do_what_its_scopes_say_and_is_told_which_one_it_lacks()
    {
        var (scoring, reading) = (_scoring.Client(_api), _reading.Client(_api));
        Assert.Equal(HttpStatusCode.OK, (await scoring.PostAsync("/v1/risk-scores", Bodies.Json(Bodies.Example()))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await reading.GetAsync("/v1/models")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await reading.GetAsync("/swagger/v1/swagger.json")).StatusCode);

        var refused = await reading.PostAsync("/v1/risk-scores", Bodies.Json(Bodies.Example()));
        await refused.ProblemAsync(403);
        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"score\"", refused.Headers.WwwAuthenticate.ToString());
        await (await scoring.GetAsync("/v1/models")).ProblemAsync(403);
        await (await scoring.GetAsync("/swagger/v1/swagger.json")).ProblemAsync(403);
    }

    [Fact]
    public async Task A_known_caller_is_told_of_unknown_paths_and_wrong_methods()
    {
        var client = _scoring.Client(_api);
        await (await client.GetAsync("/v1/unknown")).ProblemAsync(404);
        await (await client.GetAsync("/v1/risk-scores")).ProblemAsync(405);
        // The page of the description is for development.
        await (await client.GetAsync("/swagger/index.html")).ProblemAsync(404);
    }

    [Fact]
    public async Task An_access_token_lets_in_by_its_scopes()
    {
        var now = DateTimeOffset.Parse(File.GetLastWriteTimeUtc(_jwks).ToString("O")).ToUnixTimeSeconds();
        var claims = new JsonObject { ["iss"] = "https://login.example", ["aud"] = "predictor", ["client_id"] = "app", ["scope"] = "models.read", ["iat"] = now, ["exp"] = now + 300 };
        var client = _api.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _maker.Make(claims));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/models")).StatusCode);
        await (await client.PostAsync("/v1/risk-scores", Bodies.Json(Bodies.Example()))).ProblemAsync(403);
        await AssertLoggedAsync("oauth:idp:app");
        AssertNotLogged(client.DefaultRequestHeaders.Authorization.Parameter!.Split('.')[2]);
    }

    [Fact]
    public async Task Whatever_is_wrong_with_a_credential_the_answer_is_the_same()
    {
        var answers = new HashSet<string>();
        foreach (var (name, value) in new[]
        {
            ("X-Other", "x"), (ApiKey.HeaderName, ""), (ApiKey.HeaderName, "zq-secret"), (ApiKey.HeaderName, ApiKey.Create()), (ApiKey.HeaderName, _scoring.Key[..27] + ApiKey.Create()[27..]),
            ("Authorization", "Basic enEtc2VjcmV0"), ("Authorization", "Bearer"), ("Authorization", "Bearer zq-secret"), ("Authorization", "Bearer " + _maker.Make([], "none")),
            ("Authorization", "Bearer " + _maker.Make(new JsonObject { ["iss"] = "https://login.example" })),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
            request.Headers.TryAddWithoutValidation(name, value);
            var response = await _api.CreateClient().SendAsync(request);
            var problem = JsonNode.Parse((await response.ProblemAsync(401)).GetRawText())!.AsObject();
            problem.Remove("traceId");
            answers.Add(problem.ToJsonString() + response.Headers.WwwAuthenticate);
        }

        Assert.Single(answers);
        AssertNotLogged("zq-secret");
        AssertNotLogged("enEtc2VjcmV0");
        Assert.Contains(_api.Log.Lines, l => l.Text.Contains("A credential was refused: WrongKey", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_credentials_are_one_too_many()
    {
        var client = _reading.Client(_api);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "x");
        await (await client.GetAsync("/v1/models")).ProblemAsync(401);
        using var twice = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
        twice.Headers.Add(ApiKey.HeaderName, [_reading.Key, _scoring.Key]);
        await (await _api.CreateClient().SendAsync(twice)).ProblemAsync(401);
    }

    [Fact]
    public async Task The_log_names_the_caller_and_never_its_key()
    {
        await _reading.Client(_api).GetAsync("/v1/models");
        await AssertLoggedAsync(_reading.Name);
        AssertNotLogged(_reading.Key[27..]);
    }

    [Theory]
    [InlineData("https://ehr.example", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("https://ehr.example.evil.example", false)]
    [InlineData("null", false)]
    public async Task Pages_of_listed_origins_may_call_and_no_others(string origin, bool isAllowed)
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/v1/risk-scores");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type,x-api-key");
        var asked = await _api.CreateClient().SendAsync(preflight);
        Assert.Equal(isAllowed, asked.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) && origins.Single() == origin);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
        request.Headers.Add("Origin", origin);
        var answer = await _reading.Client(_api).SendAsync(request);
        Assert.Equal(isAllowed, answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    private async Task AssertLoggedAsync(string caller)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!_api.Log.Lines.Any(l => l.Values.GetValueOrDefault("Caller") as string == caller)) await Task.Delay(10, timeout.Token);
    }

    private void AssertNotLogged(string text) =>
        Assert.DoesNotContain(_api.Log.Lines, l => l.Level >= LogLevel.Information && $"{l.Text} {string.Join(' ', l.Values.Values)}".Contains(text, StringComparison.OrdinalIgnoreCase));
}
