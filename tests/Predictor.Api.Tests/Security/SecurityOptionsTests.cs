using Predictor.Api.Security;
using Predictor.Api.Security.Keys;
using Predictor.Api.Security.Smart;
using Predictor.Api.Security.Tokens;
using Xunit;

namespace Predictor.Api.Tests.Security;

public sealed class SecurityOptionsTests
{
    [Fact]
    public void The_default_is_closed_and_says_how_to_open_it()
    {
        var problem = Assert.Single(new SecurityOptions().Problems());
        foreach (var part in new[] { "Nobody may call", "keys new --caller NAME", "Security:Callers", "Security:OAuth", "Security:CdsClients", "--development", "docs/security.md" }) Assert.Contains(part, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Development_mode_needs_nothing_and_stands_beside_nothing()
    {
        Assert.Empty(new SecurityOptions { Mode = SecurityMode.Development }.Problems());
        foreach (var options in new[]
        {
            new SecurityOptions { Callers = { ["ehr"] = Good() } },
            new SecurityOptions { BehindTlsProxy = true, Proxies = ["10.0.0.1"] },
            new SecurityOptions { Proxies = ["10.0.0.1"] },
            new SecurityOptions { PublicUrl = "https://predictor.example" },
        })
        {
            options.Mode = SecurityMode.Development;
            Assert.Contains(options.Problems(), p => p.Contains("expected one or the other", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_problem_is_told_at_once_with_its_setting_and_what_was_expected()
    {
        var key = new string('0', 16);
        var options = new SecurityOptions
        {
            Callers =
            {
                ["a b"] = Good(),
                ["ehr"] = new CallerOptions { Scopes = ["all"], Keys = [new ApiKeyOptions { Id = key, Sha256 = ApiKey.Create() }, new ApiKeyOptions { Id = "x", Sha256 = new string('a', 64) }] },
                ["none"] = new CallerOptions(),
            },
            OAuth = { ["idp"] = new OAuthOptions { Jwks = "http://idp.example/jwks" } },
            CdsClients = { ["ehr"] = new CdsClientOptions { Jku = ["http://ehr.example"] } },
            PublicUrl = "https://predictor.example/",
            ClockSkewSeconds = 600,
            BehindTlsProxy = true,
            CorsOrigins = ["*", "https://ehr.example/page", "http://ehr.example"],
            OutgoingOrigins = ["http://localhost:1", "ehr.example"],
        };
        string[] expected =
        [
            "Security:Callers has the name 'a b'",
            "Security:ClockSkewSeconds is 600",
            "Security:PublicUrl is 'https://predictor.example/'",
            "Security:BehindTlsProxy is true and Security:Proxies is empty",
            "Security:CorsOrigins has '*'",
            "Security:CorsOrigins has 'https://ehr.example/page'",
            "Security:CorsOrigins has 'http://ehr.example'",
            "Security:OutgoingOrigins has 'http://localhost:1'",
            "Security:OutgoingOrigins has 'ehr.example'",
            "Security:Callers:ehr:Scopes has 'all'",
            "Security:Callers:ehr:Keys:0:Sha256 is no hash",
            "Security:Callers:ehr:Keys:1:Id is no id",
            "Security:Callers:none:Scopes is empty",
            "Security:Callers:none:Keys is empty",
            "Security:Callers has the key id '0000000000000000' 2 times",
            "Security:OAuth:idp:Issuer is empty",
            "Security:OAuth:idp:Audience is empty",
            "Security:OAuth:idp:Jwks is 'http://idp.example/jwks'",
            "Security:CdsClients:ehr:Issuer is empty",
            "Security:CdsClients:ehr:Scopes is empty",
            "Security:CdsClients:ehr:Jku has 'http://ehr.example'",
        ];
        var problems = options.Problems().ToList();
        Assert.Equal(expected.Length, problems.Count);
        foreach (var (start, problem) in expected.Zip(problems)) Assert.StartsWith(start, problem, StringComparison.Ordinal);
        Assert.All(problems, p => Assert.Contains("expected", p, StringComparison.Ordinal));
        // A key that was put where its hash belongs is not repeated.
        Assert.DoesNotContain(problems, p => p.Contains("predictor_", StringComparison.Ordinal));
    }

    [Fact]
    public void A_server_to_sign_in_to_is_checked_with_its_key()
    {
        var options = new SmartOptions { Servers = { ["ehr"] = new SmartServerOptions { TokenUrl = "http://ehr.example/token", PrivateKeyFile = "no-such-file.pem" } } };
        var problems = options.Problems().ToList();
        foreach (var name in new[] { "TokenUrl", "ClientId", "KeyId", "Scope", "PrivateKeyFile" }) Assert.Single(problems, p => p.StartsWith($"Smart:Servers:ehr:{name} is", StringComparison.Ordinal));
    }

    private static CallerOptions Good() => new() { Scopes = ["score"], Keys = [new ApiKeyOptions { Id = new string('0', 16), Sha256 = new string('0', 64) }] };
}
