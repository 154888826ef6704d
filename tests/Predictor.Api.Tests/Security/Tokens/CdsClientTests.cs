using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Predictor.Api.Tests.CdsHooks;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security.Tokens;

/// <summary>An EHR that signs its own tokens, against a real server in closed mode.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class CdsClientTests : IDisposable
{
    private const string PublicUrl = "https://predictor.example";

    private readonly TokenMaker _maker = new();
    private readonly string _jwks = Path.GetTempFileName();
    private readonly ApiFactory _api;

    public CdsClientTests(TrainedModelFixture model)
    {
        File.WriteAllText(_jwks, _maker.Jwks());
        _api = new ApiFactory(
            model.Folder,
            ("Security:PublicUrl", PublicUrl), ("Security:ClockSkewSeconds", "0"), ("CdsHooks:LeastBand", "low"),
            ("Security:CdsClients:north:Issuer", "https://ehr.example"), ("Security:CdsClients:north:Jwks", _jwks), ("Security:CdsClients:north:Scopes:0", "score"),
            ("Security:CdsClients:idle:Issuer", "https://idle.example"), ("Security:CdsClients:idle:Jwks", _jwks), ("Security:CdsClients:idle:Scopes:0", "models.read")).OnKestrel().WaitUntilReady();
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "replayed", "Replayed" },
        { "for the other service", "Audience" },
        { "for another host", "Audience" },
        { "expired", "Lifetime" },
        { "of an unknown issuer", "Issuer" },
        { "without a signature", "Algorithm" },
        { "HMAC with the public key", "Algorithm" },
        { "of another's key", "Signature" },
        { "changed after it was signed", "Signature" },
    };

    public void Dispose()
    {
        _api.Dispose();
        _maker.Dispose();
        File.Delete(_jwks);
    }

    [Theory]
    [InlineData("ES384")]
    [InlineData("RS384")]
    public async Task A_good_token_brings_a_card(string algorithm)
    {
        Assert.Single(await (await CallAsync(_maker.Make(Claims(), algorithm))).CardsAsync());
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!_api.Log.Lines.Any(l => l.Values.GetValueOrDefault("Caller") as string == "cds:north")) await Task.Delay(10, timeout.Token);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_token_that_is_wrong_in_one_thing_is_answered_as_any_other_stranger(string what, string reason)
    {
        var token = await WrongAsync(what);
        var answer = await CallAsync(token);
        var problem = await answer.ProblemAsync(401);
        Assert.False(problem.TryGetProperty("detail", out _));
        Assert.Equal("Bearer realm=\"predictor\"", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal([$"A credential was refused: {reason}"], _api.Log.Lines.Select(l => l.Text.TrimEnd()).Where(t => t.Contains("A credential was refused", StringComparison.Ordinal)));
        Assert.DoesNotContain(_api.Log.Lines, l => $"{l.Text} {string.Join(' ', l.Values.Values)}".Contains(token.Split('.')[1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_call_after_the_start_may_have_been_signed_before_it_came()
    {
        var token = _maker.Make(Claims());
        var signed = Now();
        while (Now() == signed) await Task.Delay(20);
        Assert.Single(await (await CallAsync(token)).CardsAsync());
    }

    [Fact]
    public async Task A_token_opens_nothing_but_cds_hooks_and_only_with_the_scope()
    {
        using var models = new HttpRequestMessage(HttpMethod.Get, "/v1/models") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", _maker.Make(Claims(c => c["aud"] = PublicUrl + "/v1/models"))) } };
        await (await _api.CreateClient().SendAsync(models)).ProblemAsync(401);
        await (await CallAsync(_maker.Make(Claims(c => c["iss"] = "https://idle.example")))).ProblemAsync(403);
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static JsonObject Claims(Action<JsonObject>? change = null)
    {
        var claims = new JsonObject { ["iss"] = "https://ehr.example", ["aud"] = PublicUrl + CdsBodies.View, ["iat"] = Now(), ["exp"] = Now() + 300, ["jti"] = Guid.NewGuid().ToString("N") };
        change?.Invoke(claims);
        return claims;
    }

    private async Task<string> WrongAsync(string what)
    {
        switch (what)
        {
            case "replayed":
                var used = _maker.Make(Claims());
                Assert.Single(await (await CallAsync(used)).CardsAsync());
                return used;
            case "expired":
                // Good for a second: nothing but its end is wrong.
                var claims = Claims(c => c["exp"] = Now() + 1);
                while (Now() <= (long)claims["exp"]!) await Task.Delay(50);
                return _maker.Make(claims);
            case "of another's key":
                using (var other = new TokenMaker()) return other.Make(Claims());
            case "changed after it was signed":
                var parts = _maker.Make(Claims()).Split('.');
                return string.Join('.', parts[0], TokenMaker.Encode(System.Text.Encoding.UTF8.GetBytes(Claims(c => c["exp"] = Now() + 200).ToJsonString())), parts[2]);
            default:
                return what switch
                {
                    "for the other service" => _maker.Make(Claims(c => c["aud"] = PublicUrl + CdsBodies.Book)),
                    "for another host" => _maker.Make(Claims(c => c["aud"] = "https://other.example" + CdsBodies.View)),
                    "of an unknown issuer" => _maker.Make(Claims(c => c["iss"] = "https://evil.example")),
                    "without a signature" => _maker.Make(Claims(), "none"),
                    "HMAC with the public key" => _maker.Make(Claims(), "HS384", secret: _maker.PublicPem),
                    _ => throw new ArgumentException(what),
                };
        }
    }

    private async Task<HttpResponseMessage> CallAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, CdsBodies.View) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) }, Content = Bodies.Json(CdsBodies.Example()) };
        return await _api.CreateClient().SendAsync(request);
    }
}
