using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Predictor.Api.Security;
using Predictor.Api.Security.Outgoing;
using Predictor.Api.Security.Smart;
using Predictor.Api.Security.Tokens;
using Xunit;

namespace Predictor.Api.Tests.Security.Outgoing;

public sealed class OutgoingHttpTests
{
    [Theory]
    [InlineData("https://fhir.example", true)]
    [InlineData("https://fhir.example/r4/Patient?x=1", true)]
    [InlineData("https://FHIR.example:443/r4", true)]
    [InlineData("https://fhir.example:8443/r4", false)]
    [InlineData("http://fhir.example/r4", false)]
    [InlineData("https://fhir.example.evil.example/", false)]
    [InlineData("https://fhir.example@evil.example/", false)]
    [InlineData("https://evil@fhir.example/", false)]
    [InlineData("https://evil.example/", false)]
    [InlineData("http://localhost/", false)]
    [InlineData("http://169.254.169.254/latest/meta-data", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("ftp://fhir.example/", false)]
    [InlineData("//fhir.example/", false)]
    [InlineData("/r4", false)]
    public async Task Only_origins_of_the_configuration_are_read_as_fhir_servers(string address, bool isAllowed)
    {
        using var outgoing = Outgoing();
        Assert.Equal(isAllowed, outgoing.Allows(new Uri(address, UriKind.RelativeOrAbsolute), OutgoingPurpose.FhirServer));
        if (isAllowed || !address.StartsWith("http", StringComparison.Ordinal)) return;
        using var client = outgoing.CreateClient(OutgoingPurpose.FhirServer);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(address)));
        Assert.Contains("Security:OutgoingOrigins", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://fhir.example/r4", "FhirServer")]
    [InlineData("https://idp.example/jwks", "KeySet")]
    [InlineData("https://cds.example/jku", "KeySet")]
    [InlineData("https://cds.example/own", "KeySet")]
    [InlineData("https://ehr.example/token", "TokenServer")]
    [InlineData("https://idp.example/other", "")]
    [InlineData("https://idp.example/jwks?x", "")]
    [InlineData("https://cds.example/", "")]
    [InlineData("https://ehr.example/fhir", "")]
    [InlineData("https://ehr.example/token/", "")]
    public async Task What_is_named_for_one_purpose_is_reached_for_that_one_alone(string address, string purpose)
    {
        using var outgoing = Outgoing();
        foreach (var asked in Enum.GetValues<OutgoingPurpose>())
        {
            Assert.Equal((asked, purpose == asked.ToString()), (asked, outgoing.Allows(new Uri(address), asked)));
            if (purpose == asked.ToString()) continue;
            using var client = outgoing.CreateClient(asked);
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(address)));
        }
    }

    [Fact]
    public async Task A_request_that_is_sent_without_waiting_is_guarded_like_any_other()
    {
        var reached = 0;
        await using var server = await ServerAsync(app => app.MapGet("/", () => Interlocked.Increment(ref reached)));
        var origin = server.Urls.Single();
        using var outgoing = new OutgoingHttp(Options.Create(new SecurityOptions { Mode = SecurityMode.Development, OutgoingOrigins = [origin] }), Options.Create(new SmartOptions()));
        foreach (var purpose in Enum.GetValues<OutgoingPurpose>())
        {
            using var client = outgoing.CreateClient(purpose);
            using var request = new HttpRequestMessage(HttpMethod.Get, origin);
            // The synchronous way has a method of its own in a handler; one that is not overridden would let everything through.
            if (purpose == OutgoingPurpose.FhirServer) Assert.Equal(HttpStatusCode.OK, client.Send(request).StatusCode);
            else Assert.Contains("Security:OutgoingOrigins", Assert.Throws<HttpRequestException>(() => client.Send(request)).Message, StringComparison.Ordinal);
        }

        using var other = OutgoingHttp.CreateClientTo(new Uri("http://127.0.0.1:1/"));
        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, origin);
        Assert.Contains("Security:OutgoingOrigins", Assert.Throws<HttpRequestException>(() => other.Send(elsewhere)).Message, StringComparison.Ordinal);
        Assert.Equal(1, reached);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_an_endless_answer_is_cut_off()
    {
        var reached = 0;
        await using var server = await ServerAsync(app =>
        {
            app.MapGet("/redirect", () => Results.Redirect("/target"));
            app.MapGet("/target", () => Interlocked.Increment(ref reached));
            app.MapGet("/endless", async (HttpResponse r, CancellationToken c) =>
            {
                while (!c.IsCancellationRequested) await r.Body.WriteAsync(new byte[64 * 1024], c);
            });
        });
        var origin = server.Urls.Single();
        using var outgoing = new OutgoingHttp(Options.Create(new SecurityOptions { Mode = SecurityMode.Development, OutgoingOrigins = [origin] }), Options.Create(new SmartOptions()));
        using var client = outgoing.CreateClient(OutgoingPurpose.FhirServer);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync(new Uri(origin + "/redirect"))).StatusCode);
        Assert.Equal(0, reached);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(origin + "/endless")));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(origin + "/target"))).StatusCode);
    }

    [Fact]
    public async Task A_proxy_of_the_environment_is_not_asked()
    {
        await using var server = await ServerAsync(app => app.MapGet("/", () => "reached"));
        var origin = server.Urls.Single();
        using var outgoing = new OutgoingHttp(Options.Create(new SecurityOptions { Mode = SecurityMode.Development, OutgoingOrigins = [origin] }), Options.Create(new SmartOptions()));
        using var client = outgoing.CreateClient(OutgoingPurpose.FhirServer);
        var (before, proxy) = (HttpClient.DefaultProxy, new ProxyFor(new Uri(origin)));
        HttpClient.DefaultProxy = proxy;
        try
        {
            Assert.Equal("reached", await client.GetStringAsync(new Uri(origin)));
            Assert.False(proxy.IsAsked);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    [Fact]
    public void Plain_http_to_this_machine_is_for_development_mode()
    {
        var address = new Uri("http://127.0.0.1:8080/");
        foreach (var (mode, isAllowed) in new[] { (SecurityMode.Development, true), (SecurityMode.Closed, false) })
        {
            using var outgoing = new OutgoingHttp(Options.Create(new SecurityOptions { Mode = mode, OutgoingOrigins = ["http://127.0.0.1:8080"] }), Options.Create(new SmartOptions()));
            Assert.Equal(isAllowed, outgoing.Allows(address, OutgoingPurpose.FhirServer));
        }
    }

    private static OutgoingHttp Outgoing() => new(
        Options.Create(new SecurityOptions
        {
            OutgoingOrigins = ["https://fhir.example"],
            OAuth = { ["idp"] = new OAuthOptions { Jwks = "https://idp.example/jwks" } },
            CdsClients =
            {
                ["cds"] = new CdsClientOptions { Jku = ["https://cds.example/jku"], Jwks = "/etc/jwks.json" },
                ["other"] = new CdsClientOptions { Jwks = "https://cds.example/own" },
            },
        }),
        Options.Create(new SmartOptions { Servers = { ["ehr"] = new SmartServerOptions { TokenUrl = "https://ehr.example/token" } } }));

    internal static async Task<WebApplication> ServerAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return app;
    }

    /// <summary>The proxy of one address; other tests go on without.</summary>
    private sealed class ProxyFor(Uri address) : IWebProxy
    {
        public bool IsAsked { get; private set; }

        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination)
        {
            if (destination.Authority != address.Authority) return null;
            IsAsked = true;
            return new Uri("http://127.0.0.1:9");
        }

        public bool IsBypassed(Uri host) => host.Authority != address.Authority;
    }
}
