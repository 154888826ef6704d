using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Predictor.Api.Security;
using Predictor.Api.Security.Outgoing;
using Predictor.Api.Security.Smart;
using Predictor.Api.Tests.Security.Outgoing;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security.Smart;

/// <summary>Against a token server on this machine that checks what it is sent by its own means.</summary>
public sealed class SmartTokensTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly string _keyFile = Path.GetTempFileName();
    private readonly List<JsonElement> _assertions = [];
    private Func<IResult> _answer;
    private WebApplication? _server;

    public SmartTokensTests() => _answer = () => Results.Json(new { access_token = $"token-{_assertions.Count}", token_type = "Bearer", expires_in = 300 });

    private string TokenUrl => _server!.Urls.Single() + "/token";

    public async Task InitializeAsync() => _server = await OutgoingHttpTests.ServerAsync(app => app.MapPost("/token", async (HttpRequest request) =>
    {
        var form = await request.ReadFormAsync();
        Assert.Equal("client_credentials", form["grant_type"]);
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form["client_assertion_type"]);
        Assert.Equal("system/Appointment.rs system/Patient.rs", form["scope"]);
        lock (_assertions) _assertions.Add(Verified(form["client_assertion"].Single()!));
        return _answer();
    }));

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        _rsa.Dispose();
        _ec.Dispose();
        File.Delete(_keyFile);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_service_proves_who_it_is_and_gets_a_token(bool isRsa)
    {
        using var tokens = Tokens(isRsa);
        Assert.Equal("token-1", await tokens.GetAsync("ehr", CancellationToken.None));
        var claims = Assert.Single(_assertions);
        foreach (var name in new[] { "iss", "sub" }) Assert.Equal("predictor-client", claims.GetProperty(name).GetString());
        Assert.Equal(TokenUrl, claims.GetProperty("aud").GetString());
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(now, claims.GetProperty("iat").GetInt64());
        Assert.InRange(claims.GetProperty("exp").GetInt64(), now + 1, now + 300);
    }

    [Fact]
    public async Task A_token_is_kept_until_shortly_before_its_end_and_each_assertion_has_an_id_of_its_own()
    {
        using var tokens = Tokens(isRsa: false);
        Assert.Equal("token-1", await tokens.GetAsync("ehr", CancellationToken.None));
        _time.Advance(269);
        Assert.Equal("token-1", await tokens.GetAsync("ehr", CancellationToken.None));
        _time.Advance(1);
        Assert.Equal("token-2", await tokens.GetAsync("ehr", CancellationToken.None));
        Assert.Equal(2, _assertions.Select(a => a.GetProperty("jti").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Many_who_ask_at_once_cause_one_request()
    {
        using var tokens = Tokens(isRsa: false);
        var got = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => tokens.GetAsync("ehr", CancellationToken.None).AsTask()));
        Assert.All(got, t => Assert.Equal("token-1", t));
        Assert.Single(_assertions);
    }

    [Fact]
    public async Task A_server_that_gives_no_token_is_told_of_without_what_it_said()
    {
        using var tokens = Tokens(isRsa: false);
        foreach (var (answer, told) in new (Func<IResult>, string)[]
        {
            (() => Results.Json(new { error = "zq-secret" }, statusCode: 400), "status 400"),
            (() => Results.Redirect("https://evil.example/token"), "status 302"),
            (() => Results.Text("zq-secret"), "JsonReaderException"),
            (() => Results.Json(new { access_token = "zq-secret", token_type = "mac", expires_in = 300 }), "token_type"),
            (() => Results.Json(new { access_token = "zq-secret", token_type = "bearer" }), "expires_in"),
            (() => Results.Json(new { access_token = "", token_type = "bearer", expires_in = 300 }), "access_token"),
            (() => Results.Json(new { access_token = 7, token_type = "bearer", expires_in = 300 }), "access_token"),
            (() => Results.Json(new[] { "zq-secret" }), "access_token"),
        })
        {
            _answer = answer;
            var refused = await Assert.ThrowsAsync<SmartAccessException>(async () => await tokens.GetAsync("ehr", CancellationToken.None));
            Assert.Contains(told, refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("zq-secret", refused.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task In_closed_mode_a_plain_token_server_is_not_asked()
    {
        using var tokens = Tokens(isRsa: false, SecurityMode.Closed);
        await Assert.ThrowsAsync<SmartAccessException>(async () => await tokens.GetAsync("ehr", CancellationToken.None));
        Assert.Empty(_assertions);
    }

    [Fact]
    public async Task An_unknown_server_is_named()
    {
        using var tokens = Tokens(isRsa: false);
        Assert.Contains("'other'", (await Assert.ThrowsAsync<ArgumentException>(async () => await tokens.GetAsync("other", CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public")]
    [InlineData("P-256")]
    [InlineData("1024 bits")]
    [InlineData("text")]
    public void A_key_of_the_wrong_kind_is_refused_at_start_without_a_word_of_it(string kind)
    {
        using var small = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var weak = RSA.Create(1024);
        var pem = kind switch { "public" => _rsa.ExportSubjectPublicKeyInfoPem(), "P-256" => small.ExportPkcs8PrivateKeyPem(), "1024 bits" => weak.ExportPkcs8PrivateKeyPem(), _ => "zq-secret" };
        File.WriteAllText(_keyFile, pem);
        var problem = Assert.Single(Settings().Problems("Smart:Servers:ehr"));
        Assert.Contains("which holds no such key", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("zq-secret", problem, StringComparison.Ordinal);
    }

    private SmartServerOptions Settings() => new() { TokenUrl = TokenUrl, ClientId = "predictor-client", KeyId = "key-1", PrivateKeyFile = _keyFile, Scope = "system/Appointment.rs system/Patient.rs" };

    private SmartTokens Tokens(bool isRsa, SecurityMode mode = SecurityMode.Development)
    {
        File.WriteAllText(_keyFile, isRsa ? _rsa.ExportPkcs8PrivateKeyPem() : _ec.ExportECPrivateKeyPem());
        var options = new SmartOptions { Servers = { ["ehr"] = Settings() } };
        Assert.Empty(options.Problems());
        return new SmartTokens(Options.Create(options), new OutgoingHttp(Options.Create(new SecurityOptions { Mode = mode }), Options.Create(options)), _time);
    }

    private JsonElement Verified(string assertion)
    {
        var parts = assertion.Split('.');
        var header = JsonElement.Parse(Base64Url.DecodeFromChars(parts[0]));
        Assert.Equal("key-1", header.GetProperty("kid").GetString());
        Assert.Equal("JWT", header.GetProperty("typ").GetString());
        var (data, signature) = (Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]));
        Assert.True(header.GetProperty("alg").GetString() switch
        {
            "RS384" => _rsa.VerifyData(data, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "ES384" => _ec.VerifyData(data, signature, HashAlgorithmName.SHA384),
            _ => false,
        });
        return JsonElement.Parse(Base64Url.DecodeFromChars(parts[1]));
    }
}
