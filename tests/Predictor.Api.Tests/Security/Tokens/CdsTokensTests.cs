using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Predictor.Api.Security;
using Predictor.Api.Security.Callers;
using Predictor.Api.Security.Tokens;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security.Tokens;

public sealed class CdsTokensTests : IDisposable
{
    private const string Issuer = "https://ehr.example";
    private const string Jku = "https://ehr.example/jku";
    private const string Path = "/cds-services/patient-view";

    private readonly TokenMaker _maker = new();
    private readonly ManualTime _time = new();
    private readonly List<string> _read = [];
    private readonly CdsTokens _tokens;
    private int _ids;

    public CdsTokensTests()
    {
        var options = new SecurityOptions
        {
            PublicUrl = "https://predictor.example",
            CdsClients =
            {
                ["north"] = new CdsClientOptions { Issuer = Issuer, Jwks = "https://ehr.example/own", Jku = [Jku], Scopes = ["score"] },
                ["south"] = new CdsClientOptions { Issuer = "https://south.example", Jwks = "https://south.example/own", Scopes = ["score"] },
                ["jku-only"] = new CdsClientOptions { Issuer = "https://west.example", Jku = ["https://west.example/jku"], Scopes = ["score"] },
            },
        };
        _tokens = new CdsTokens(Options.Create(options), location => new JwksSource(location, () => ReadAsync(location), _time, NullLogger.Instance), _time);
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "RS256", "Algorithm" },
        { "none", "Algorithm" },
        { "HS384", "Algorithm" },
        { "no type", "Type" },
        { "another issuer", "Issuer" },
        { "a jku that is not listed", "KeySet" },
        { "the jku of another issuer", "KeySet" },
        { "a jku with a query more", "KeySet" },
        { "no jku where one is needed", "KeySet" },
        { "another endpoint", "Audience" },
        { "another host", "Audience" },
        { "the base alone", "Audience" },
        { "expired", "Lifetime" },
        { "no end but the last of all times", "Lifetime" },
        { "a life of more than five minutes", "Lifetime" },
        { "no iat", "Lifetime" },
        { "no exp", "Lifetime" },
        { "made in the future", "Lifetime" },
        { "no jti", "Identity" },
        { "a long jti", "Identity" },
        { "another's signature", "Signature" },
    };

    public void Dispose() => _maker.Dispose();

    [Theory]
    [InlineData("ES384")]
    [InlineData("RS384")]
    public async Task A_client_s_token_for_the_endpoint_is_taken(string algorithm)
    {
        var (caller, refusal) = await CheckAsync(_maker.Make(Claims(), algorithm));
        Assert.Equal(Refusal.None, refusal);
        Assert.Equal("cds:north", caller!.Name);
        Assert.Equal(["https://ehr.example/own"], _read);
    }

    [Fact]
    public async Task Keys_come_from_the_jku_where_it_is_listed()
    {
        Assert.NotNull((await CheckAsync(_maker.Make(Claims(), change: h => h["jku"] = Jku))).Caller);
        Assert.Equal([Jku], _read);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_token_that_is_wrong_in_one_thing_is_refused_for_it(string what, string expected)
    {
        _time.Advance(600);
        var (caller, refusal) = await CheckAsync(Wrong(what));
        Assert.Null(caller);
        Assert.Equal(expected, refusal.ToString());
    }

    [Fact]
    public async Task No_address_that_is_not_listed_is_ever_read()
    {
        foreach (var what in new[] { "a jku that is not listed", "the jku of another issuer", "a jku with a query more", "another issuer", "expired" }) await CheckAsync(Wrong(what));
        Assert.Empty(_read);
    }

    [Fact]
    public async Task A_token_is_taken_once()
    {
        var token = _maker.Make(Claims());
        Assert.NotNull((await CheckAsync(token)).Caller);
        Assert.Equal(Refusal.Replayed, (await CheckAsync(token)).Refusal);
        // As long as it would be taken otherwise.
        _time.Advance(300 + 29);
        Assert.Equal(Refusal.Replayed, (await CheckAsync(token)).Refusal);
        _time.Advance(1);
        Assert.Equal(Refusal.Lifetime, (await CheckAsync(token)).Refusal);
    }

    [Fact]
    public async Task What_may_have_been_used_before_the_start_is_refused()
    {
        Assert.Equal(Refusal.Lifetime, (await CheckAsync(_maker.Make(Claims(c => { c["iat"] = Now(-1); c["exp"] = Now(100); })))).Refusal);
        Assert.NotNull((await CheckAsync(_maker.Make(Claims(c => { c["iat"] = Now(0); c["exp"] = Now(100); })))).Caller);
    }

    [Fact]
    public async Task What_was_made_between_the_start_and_the_first_request_is_taken()
    {
        var keys = System.IO.Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(keys, _maker.Jwks());
            await using var app = await BareApi.StartAsync(
                [
                    ("Security:PublicUrl", "https://predictor.example"), ("Security:CdsClients:north:Issuer", Issuer), ("Security:CdsClients:north:Jwks", keys), ("Security:CdsClients:north:Scopes:0", "score"),
                ],
                _ => { },
                _time);
            _time.Advance(5);
            var token = _maker.Make(Claims());
            _time.Advance(2);
            Assert.Equal("cds:north", (await app.Services.GetRequiredService<CdsTokens>().CheckAsync(token, Path, CancellationToken.None)).Caller?.Name);
        }
        finally
        {
            File.Delete(keys);
        }
    }

    [Fact]
    public async Task An_id_is_an_issuer_s_own()
    {
        Assert.NotNull((await CheckAsync(_maker.Make(Claims(c => c["jti"] = "same")))).Caller);
        Assert.NotNull((await CheckAsync(_maker.Make(Claims(c => { c["jti"] = "same"; c["iss"] = "https://south.example"; })))).Caller);
        Assert.Equal(Refusal.Replayed, (await CheckAsync(_maker.Make(Claims(c => c["jti"] = "same"), "RS384"))).Refusal);
    }

    [Fact]
    public async Task A_forged_token_does_not_use_up_an_id()
    {
        using var other = new TokenMaker();
        Assert.Equal(Refusal.Signature, (await CheckAsync(other.Make(Claims(c => c["jti"] = "mine")))).Refusal);
        Assert.NotNull((await CheckAsync(_maker.Make(Claims(c => c["jti"] = "mine")))).Caller);
    }

    private string Wrong(string what) => what switch
    {
        "RS256" or "none" or "HS384" => _maker.Make(Claims(), what, secret: _maker.PublicPem),
        "no type" => _maker.Make(Claims(), change: h => h.Remove("typ")),
        "another issuer" => _maker.Make(Claims(c => c["iss"] = "https://evil.example")),
        "a jku that is not listed" => _maker.Make(Claims(), change: h => h["jku"] = "https://evil.example/jku"),
        "the jku of another issuer" => _maker.Make(Claims(), change: h => h["jku"] = "https://west.example/jku"),
        "a jku with a query more" => _maker.Make(Claims(), change: h => h["jku"] = Jku + "?x"),
        "no jku where one is needed" => _maker.Make(Claims(c => c["iss"] = "https://west.example")),
        "another endpoint" => _maker.Make(Claims(c => c["aud"] = "https://predictor.example/cds-services/appointment-book")),
        "another host" => _maker.Make(Claims(c => c["aud"] = "https://other.example" + Path)),
        "the base alone" => _maker.Make(Claims(c => c["aud"] = "https://predictor.example")),
        "expired" => _maker.Make(Claims(c => { c["iat"] = Now(-300); c["exp"] = Now(-31); })),
        "no end but the last of all times" => _maker.Make(Claims(c => c["exp"] = 253402300799)),
        "a life of more than five minutes" => _maker.Make(Claims(c => c["exp"] = Now(301))),
        "no iat" => _maker.Make(Claims(c => c.Remove("iat"))),
        "no exp" => _maker.Make(Claims(c => c.Remove("exp"))),
        "made in the future" => _maker.Make(Claims(c => c["iat"] = Now(31))),
        "no jti" => _maker.Make(Claims(c => c.Remove("jti"))),
        "a long jti" => _maker.Make(Claims(c => c["jti"] = new string('j', 257))),
        "another's signature" => AnothersSignature(),
        _ => throw new ArgumentException(what),
    };

    private string AnothersSignature()
    {
        using var other = new TokenMaker();
        return other.Make(Claims());
    }

    private ValueTask<Verdict> CheckAsync(string token) => _tokens.CheckAsync(token, Path, CancellationToken.None);

    private long Now(double seconds) => (long)(_time.GetUtcNow().ToUnixTimeSeconds() + seconds);

    private JsonObject Claims(Action<JsonObject>? change = null)
    {
        var claims = new JsonObject { ["iss"] = Issuer, ["aud"] = "https://predictor.example" + Path, ["iat"] = Now(0), ["exp"] = Now(300), ["jti"] = $"id-{_ids++}" };
        change?.Invoke(claims);
        return claims;
    }

    private Task<string> ReadAsync(string location)
    {
        _read.Add(location);
        return Task.FromResult(_maker.Jwks());
    }
}
