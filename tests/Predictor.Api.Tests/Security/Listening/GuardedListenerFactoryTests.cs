using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Predictor.Api.Security;
using Predictor.Api.Security.Listening;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security.Listening;

[Collection(TrainedModelCollection.Name)]
public sealed class GuardedListenerFactoryTests(TrainedModelFixture model)
{
    [Theory]
    [InlineData("Development")]
    [InlineData("Closed")]
    public Task A_loopback_address_is_listened_on(string mode) => AssertListensAsync(Factory(Enum.Parse<SecurityMode>(mode)), "127.0.0.1");

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("10.0.0.1")]
    [InlineData("192.168.1.1")]
    public async Task Any_other_address_is_refused_in_development_mode(string address)
    {
        var refused = await RefusedAsync(Factory(SecurityMode.Development, "https://*:0"), new IPEndPoint(IPAddress.Parse(address), 0));
        Assert.Contains(address, refused.Message, StringComparison.Ordinal);
        Assert.Contains("in development mode anyone may call", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://*:0", "0.0.0.0", 0)]
    [InlineData("https://127.0.0.1:0", "0.0.0.0", 0)]
    [InlineData("https://*:8443", "0.0.0.0", 8080)]
    [InlineData("https://10.0.0.1:8443", "10.0.0.2", 8443)]
    [InlineData("", "0.0.0.0", 0)]
    public async Task In_closed_mode_others_are_let_in_over_tls_alone(string configured, string address, int port)
    {
        var refused = await RefusedAsync(Factory(SecurityMode.Closed, configured), new IPEndPoint(IPAddress.Parse(address), port));
        Assert.Contains("Security:BehindTlsProxy=true", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_closed_mode_an_https_address_is_listened_on_and_a_plain_one_behind_a_proxy()
    {
        await AssertListensAsync(Factory(SecurityMode.Closed, "https://*:0"), "0.0.0.0");
        await AssertListensAsync(Factory(SecurityMode.Closed, "http://*:0", isBehindProxy: true), "0.0.0.0");
    }

    [Fact]
    public Task A_socket_file_is_refused() => RefusedAsync(Factory(SecurityMode.Development), new UnixDomainSocketEndPoint("/tmp/predictor-test.sock"));

    [Theory]
    [InlineData("clinic.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:5080", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    public async Task In_development_mode_only_names_of_this_machine_are_answered(string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz/live");
        request.Headers.Host = host;
        Assert.Equal(expected, (await model.Api.CreateClient().SendAsync(request)).StatusCode);
    }

    private static async Task AssertListensAsync(GuardedListenerFactory factory, string address)
    {
        var listener = await factory.BindAsync(new IPEndPoint(IPAddress.Parse(address), 0));
        Assert.NotEqual(0, ((IPEndPoint)listener.EndPoint).Port);
        await listener.DisposeAsync();
    }

    private static Task<AddressRefusedException> RefusedAsync(GuardedListenerFactory factory, EndPoint endpoint) =>
        Assert.ThrowsAsync<AddressRefusedException>(async () => await factory.BindAsync(endpoint));

    private static GuardedListenerFactory Factory(SecurityMode mode, string urls = "", bool isBehindProxy = false) => new(
        Options.Create(new SocketTransportOptions()),
        Options.Create(new SecurityOptions { Mode = mode, BehindTlsProxy = isBehindProxy }),
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = urls }).Build(),
        NullLoggerFactory.Instance);
}
