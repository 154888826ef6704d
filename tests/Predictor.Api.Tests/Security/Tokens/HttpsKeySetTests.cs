using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Predictor.Api.Tests.CdsHooks;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security.Tokens;

/// <summary>
/// The service as a process of its own reads key sets over real https. It has no setting for trust and skips no check: the authority is made known as an operator does it, by the store that the
/// operating system's TLS reads (<c>SSL_CERT_FILE</c>).
/// </summary>
[Collection(TrainedModelCollection.Name)]
public sealed class HttpsKeySetTests(TrainedModelFixture model) : IDisposable
{
    private const string PublicUrl = "https://predictor.example";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TokenMaker _maker = new();
    private readonly TestAuthority _authority = new();
    private readonly TemporaryFolder _folder = new();
    private int _reads;

    public void Dispose()
    {
        _maker.Dispose();
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Tokens_are_checked_with_keys_that_are_read_over_https()
    {
        using var certificate = _authority.Issue("localhost");
        await using var keys = await KeyServerAsync(certificate);
        await using var service = await StartAsync(keys, _authority.Pem);
        Assert.Equal(HttpStatusCode.OK, await ModelsAsync(service, _maker.Make(Access())));
        Assert.Equal(1, _reads);
        Assert.Equal(HttpStatusCode.OK, await CallAsync(service, _maker.Make(Cds(), change: h => h["jku"] = Address(keys, "/jku"))));
        Assert.Equal(2, _reads);
        // Another's key, and an address that no list names: neither is believed, and the second is not read.
        using var other = new TokenMaker();
        Assert.Equal(HttpStatusCode.Unauthorized, await ModelsAsync(service, other.Make(Access())));
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(service, _maker.Make(Cds(), change: h => h["jku"] = Address(keys, "/jku?x"))));
        Assert.Equal(2, _reads);
    }

    [Theory]
    [InlineData("an authority that nobody trusts")]
    [InlineData("another host name")]
    [InlineData("a time that is over")]
    public async Task Keys_of_a_server_whose_certificate_is_wrong_are_not_read(string what)
    {
        using var stranger = new TestAuthority();
        using var certificate = what switch
        {
            "an authority that nobody trusts" => stranger.Issue("localhost"),
            "another host name" => _authority.Issue("keys.example"),
            _ => _authority.Issue("localhost", isOver: true),
        };
        await using var keys = await KeyServerAsync(certificate);
        await using var service = await StartAsync(keys, _authority.Pem);
        Assert.Equal(HttpStatusCode.Unauthorized, await ModelsAsync(service, _maker.Make(Access())));
        Assert.Equal(0, _reads);
        service.Terminate();
        Assert.Equal(0, await service.ExitCodeAsync());
        Assert.Contains("cannot be read: HttpRequestException", await service.OutputAsync(), StringComparison.Ordinal);
    }

    private static string Address(WebApplication keys, string path) => $"https://localhost:{new Uri(keys.Urls.Single()).Port}{path}";

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static JsonObject Access() => new() { ["iss"] = "https://login.example", ["aud"] = "predictor", ["client_id"] = "app", ["scope"] = "models.read", ["iat"] = Now(), ["exp"] = Now() + 300 };

    private static JsonObject Cds() => new() { ["iss"] = "https://ehr.example", ["aud"] = PublicUrl + CdsBodies.View, ["iat"] = Now(), ["exp"] = Now() + 300, ["jti"] = Guid.NewGuid().ToString("N") };

    private static async Task<HttpStatusCode> ModelsAsync(ServiceProcess service, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        return (await service.Client.SendAsync(request)).StatusCode;
    }

    private static async Task<HttpStatusCode> CallAsync(ServiceProcess service, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, CdsBodies.View) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) }, Content = Bodies.Json(CdsBodies.Example()) };
        return (await service.Client.SendAsync(request)).StatusCode;
    }

    private async Task<WebApplication> KeyServerAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(certificate)));
        var app = builder.Build();
        foreach (var path in new[] { "/jwks", "/jku" }) app.MapGet(path, () => { Interlocked.Increment(ref _reads); return Results.Text(_maker.Jwks(), "application/json"); });
        await app.StartAsync();
        return app;
    }

    private Task<ServiceProcess> StartAsync(WebApplication keys, string trusted)
    {
        var file = Path.Combine(_folder.Path, "trusted.pem");
        File.WriteAllText(file, trusted);
        return ServiceProcess.StartAsync(
            [
                $"--Model:Folder={model.Folder}", $"--Audit:Folder={Path.Combine(_folder.Path, "audit")}",
                "--Security:OAuth:idp:Issuer=https://login.example", "--Security:OAuth:idp:Audience=predictor", $"--Security:OAuth:idp:Jwks={Address(keys, "/jwks")}",
                $"--Security:PublicUrl={PublicUrl}", "--Security:CdsClients:north:Issuer=https://ehr.example", $"--Security:CdsClients:north:Jku:0={Address(keys, "/jku")}", "--Security:CdsClients:north:Scopes:0=score",
            ],
            Patience,
            new Dictionary<string, string> { ["SSL_CERT_FILE"] = file });
    }
}
