using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Predictor.Api.Security;
using Predictor.Api.Security.Callers;
using Predictor.Api.Security.Tokens;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security.Tokens;

public sealed class OAuthTokensTests : IDisposable
{
    private const string Issuer = "https://login.example";
    private const string Audience = "https://predictor.example";
    private const long LastOfTimes = 253402300799;

    private readonly TokenMaker _maker = new();
    private readonly ManualTime _time = new();
    private readonly OAuthTokens _tokens;
    private int _reads;

    public OAuthTokensTests()
    {
        var options = new SecurityOptions
        {
            OAuth =
            {
                ["idp"] = new OAuthOptions { Issuer = Issuer, Audience = Audience, Jwks = "https://login.example/jwks" },
                ["other"] = new OAuthOptions { Issuer = "https://other.example", Audience = Audience, Jwks = "https://other.example/jwks", ScopePrefix = "predictor/", CallerClaims = ["cid"] },
            },
        };
        _tokens = new OAuthTokens(Options.Create(options), location => new JwksSource(location, ReadAsync, _time, NullLogger.Instance), _time);
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "none", "Algorithm" },
        { "None", "Algorithm" },
        { "an HMAC with the public key", "Algorithm" },
        { "a header of RS256 over an HMAC with the public key", "Signature" },
        { "RS512", "Algorithm" },
        { "PS256", "Algorithm" },
        { "ES256", "Algorithm" },
        { "a key of another kind", "KeySet" },
        { "a key on a smaller curve", "KeySet" },
        { "a key for encryption", "KeySet" },
        { "a secret of the key set", "KeySet" },
        { "a broken key", "KeySet" },
        { "a short key", "KeySet" },
        { "an unknown key", "KeySet" },
        { "no key id", "KeySet" },
        { "a changed claim", "Signature" },
        { "no signature", "Signature" },
        { "another's signature", "Signature" },
        { "expired", "Lifetime" },
        { "no end", "Lifetime" },
        { "not yet", "Lifetime" },
        { "made in the future", "Lifetime" },
        { "an end that is no number", "Malformed" },
        { "an end beyond all time", "Malformed" },
        { "no end but the last of all times, and another's signature", "Signature" },
        { "another audience", "Audience" },
        { "an audience with a slash more", "Audience" },
        { "no audience", "Audience" },
        { "another issuer", "Issuer" },
        { "an issuer that is null", "Issuer" },
        { "no issuer", "Issuer" },
        { "an issuer with a slash more", "Issuer" },
        { "the other issuer's name", "Identity" },
        { "an extension that must be understood", "Malformed" },
        { "a logout token", "Type" },
        { "no name", "Identity" },
        { "a name that breaks the line", "Identity" },
        { "a name that is a number", "Identity" },
        { "too long", "Malformed" },
        { "a claim given twice", "Malformed" },
    };

    public void Dispose() => _maker.Dispose();

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("ES384")]
    public async Task A_token_of_a_known_issuer_is_taken(string algorithm)
    {
        var (caller, refusal) = await CheckAsync(_maker.Make(Claims(), algorithm));
        Assert.Equal(Refusal.None, refusal);
        Assert.Equal("oauth:idp:ehr-app", caller!.Name);
        Assert.Equal(["score", "models.read"], ScopesOf(caller));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_token_that_is_wrong_in_one_thing_is_refused_for_it(string what, string expected)
    {
        var (caller, refusal) = await CheckAsync(Wrong(what));
        Assert.Null(caller);
        Assert.Equal(expected, refusal.ToString());
    }

    [Fact]
    public async Task Scopes_may_be_a_text_or_a_list_and_only_those_that_exist_count()
    {
        Assert.Equal(["score", "admin"], ScopesOf(await TakenAsync(c => c["scope"] = new JsonArray("score", "admin", "openid", 7))));
        Assert.Equal(["score"], ScopesOf(await TakenAsync(c => c["scope"] = "  score openid ")));
        Assert.Equal(["panel.read"], ScopesOf(await TakenAsync(c => { c.Remove("scope"); c["scp"] = new JsonArray("panel.read"); })));
        Assert.Empty(ScopesOf(await TakenAsync(c => c.Remove("scope"))));
        Assert.Empty(ScopesOf(await TakenAsync(c => c["scope"] = new JsonObject { ["score"] = true })));
        Assert.Empty(ScopesOf(await TakenAsync(c => c["scope"] = "SCORE score2")));
    }

    [Fact]
    public async Task A_prefix_stands_before_the_scopes_and_another_claim_may_name_the_caller()
    {
        var caller = await TakenAsync(c =>
        {
            c["iss"] = "https://other.example";
            c["cid"] = "app-7";
            c["scope"] = "predictor/score models.read";
        });
        Assert.Equal("oauth:other:app-7", caller.Name);
        Assert.Equal(["score"], ScopesOf(caller));
    }

    [Fact]
    public async Task The_clock_may_be_off_by_the_skew_and_no_more()
    {
        Assert.NotNull((await CheckAsync(_maker.Make(Claims(c => c["exp"] = Now(-29))))).Caller);
        Assert.NotNull((await CheckAsync(_maker.Make(Claims(c => c["nbf"] = Now(29))))).Caller);
        Assert.Equal(Refusal.Lifetime, (await CheckAsync(_maker.Make(Claims(c => c["exp"] = Now(-30))))).Refusal);
        Assert.Equal(Refusal.Lifetime, (await CheckAsync(_maker.Make(Claims(c => c["nbf"] = Now(31))))).Refusal);
    }

    [Fact]
    public async Task One_audience_of_several_is_enough() =>
        Assert.NotNull((await CheckAsync(_maker.Make(Claims(c => c["aud"] = new JsonArray("https://else.example", Audience))))).Caller);

    [Fact]
    public async Task Strangers_tokens_cause_no_reading_of_keys()
    {
        foreach (var what in new[] { "another issuer", "expired", "none", "RS512", "no key id", "too long" }) await CheckAsync(Wrong(what));
        Assert.Equal(0, _reads);
    }

    [Fact]
    public async Task No_changed_token_is_taken_and_none_makes_it_fail()
    {
        var random = new Random(17);
        var good = _maker.Make(Claims());
        const string letters = "ABCabc019-_.{}\"= \n\u00e9";
        for (var i = 0; i < 3000; i++)
        {
            var text = good.ToCharArray().ToList();
            for (var edits = 1 + random.Next(3); edits > 0; edits--)
            {
                var at = random.Next(text.Count);
                if (random.Next(3) == 0) text.RemoveAt(at);
                else if (random.Next(2) == 0) text.Insert(at, letters[random.Next(letters.Length)]);
                else text[at] = letters[random.Next(letters.Length)];
            }

            var changed = new string([.. text]);
            if (changed != good) Assert.Null((await CheckAsync(changed)).Caller);
        }
    }

    private static IEnumerable<string> ScopesOf(Caller caller) => caller.Principal.FindAll(Caller.ScopeClaim).Select(c => c.Value);

    private string Wrong(string what) => what switch
    {
        "none" or "None" => _maker.Make(Claims(), what),
        "an HMAC with the public key" => _maker.Make(Claims(), "HS256", secret: _maker.PublicPem),
        "a header of RS256 over an HMAC with the public key" => _maker.Make(Claims(), "RS256", signAs: "HS256", secret: _maker.PublicPem),
        "RS512" or "PS256" or "ES256" => _maker.Make(Claims(), what),
        "a key of another kind" => _maker.Make(Claims(), "ES384", h => h["kid"] = TokenMaker.RsaKid),
        "a key on a smaller curve" => _maker.Make(Claims(), "ES384", h => h["kid"] = "small", signAs: "ES256"),
        "a key for encryption" => _maker.Make(Claims(), "RS256", h => h["kid"] = "for-encryption"),
        "a secret of the key set" => _maker.Make(Claims(), "RS256", h => h["kid"] = "secret", signAs: "HS256", secret: new byte[64]),
        "a broken key" => _maker.Make(Claims(), "RS256", h => h["kid"] = "broken"),
        "a short key" => _maker.Make(Claims(), "RS256", h => h["kid"] = "short"),
        "an unknown key" => _maker.Make(Claims(), "ES384", h => h["kid"] = "unknown"),
        "no key id" => _maker.Make(Claims(), "ES384", h => h.Remove("kid")),
        "a changed claim" => Changed(_maker.Make(Claims()), Claims(c => c["scope"] = "admin")),
        "no signature" => _maker.Make(Claims(), signAs: "nothing"),
        "another's signature" => AnothersSignature(),
        "expired" => _maker.Make(Claims(c => c["exp"] = Now(-31))),
        "no end" => _maker.Make(Claims(c => c.Remove("exp"))),
        "not yet" => _maker.Make(Claims(c => c["nbf"] = Now(60))),
        "made in the future" => _maker.Make(Claims(c => c["iat"] = Now(60))),
        "an end that is no number" => _maker.Make(Claims(c => c["exp"] = "never")),
        "an end beyond all time" => _maker.Make(Claims(c => c["exp"] = 1e300)),
        "no end but the last of all times, and another's signature" => AnothersSignature(c => c["exp"] = LastOfTimes),
        "another audience" => _maker.Make(Claims(c => c["aud"] = "https://else.example")),
        "an audience with a slash more" => _maker.Make(Claims(c => c["aud"] = Audience + "/")),
        "no audience" => _maker.Make(Claims(c => c.Remove("aud"))),
        "an issuer that is null" => _maker.Make(Claims(c => c["iss"] = null)),
        "no issuer" => _maker.Make(Claims(c => c.Remove("iss"))),
        "another issuer" => _maker.Make(Claims(c => c["iss"] = "https://evil.example")),
        "an issuer with a slash more" => _maker.Make(Claims(c => c["iss"] = Issuer + "/")),
        "the other issuer's name" => _maker.Make(Claims(c => c["iss"] = "https://other.example")),
        "an extension that must be understood" => _maker.Make(Claims(), change: h => h["crit"] = new JsonArray("b64")),
        "a logout token" => _maker.Make(Claims(), change: h => h["typ"] = "logout+jwt"),
        "no name" => _maker.Make(Claims(c => { c.Remove("client_id"); c["sub"] = "jane"; })),
        "a name that breaks the line" => _maker.Make(Claims(c => c["client_id"] = "app\nERROR")),
        "a name that is a number" => _maker.Make(Claims(c => c["client_id"] = 7)),
        "too long" => _maker.Make(Claims(c => c["more"] = new string('x', 8 * 1024))),
        "a claim given twice" => _maker.Make(Claims(c => c["marker"] = 1), rename: ("marker", "aud")),
        _ => throw new ArgumentException(what),
    };

    private string AnothersSignature(Action<JsonObject>? change = null)
    {
        using var other = new TokenMaker();
        return other.Make(Claims(change));
    }

    private static string Changed(string token, JsonObject claims)
    {
        var parts = token.Split('.');
        parts[1] = TokenMaker.Encode(System.Text.Encoding.UTF8.GetBytes(claims.ToJsonString()));
        return string.Join('.', parts);
    }

    private async Task<Caller> TakenAsync(Action<JsonObject> change)
    {
        var (caller, refusal) = await CheckAsync(_maker.Make(Claims(change)));
        Assert.Equal(Refusal.None, refusal);
        return caller!;
    }

    private ValueTask<Verdict> CheckAsync(string token) => _tokens.CheckAsync(token, CancellationToken.None);

    private long Now(double seconds) => (long)(_time.GetUtcNow().ToUnixTimeSeconds() + seconds);

    private JsonObject Claims(Action<JsonObject>? change = null)
    {
        var claims = new JsonObject { ["iss"] = Issuer, ["aud"] = Audience, ["client_id"] = "ehr-app", ["scope"] = "score models.read", ["iat"] = Now(-10), ["exp"] = Now(300) };
        change?.Invoke(claims);
        return claims;
    }

    private Task<string> ReadAsync()
    {
        _reads++;
        return Task.FromResult(_maker.Jwks());
    }
}
