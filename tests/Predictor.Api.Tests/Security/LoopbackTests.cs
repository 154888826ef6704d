using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Predictor.Api.Security;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security;

[Collection(TrainedModelCollection.Name)]
public sealed class LoopbackTests(TrainedModelFixture model)
{
    private readonly LoopbackListenerFactory _factory = new(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);

    [Fact]
    public async Task A_loopback_address_is_listened_on()
    {
        var listener = await _factory.BindAsync(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.NotEqual(0, ((IPEndPoint)listener.EndPoint).Port);
        await listener.DisposeAsync();
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("10.0.0.1")]
    [InlineData("192.168.1.1")]
    public async Task Any_other_address_is_refused(string address)
    {
        var refused = await Assert.ThrowsAsync<NotLoopbackException>(async () => await _factory.BindAsync(new IPEndPoint(IPAddress.Parse(address), 0)));
        Assert.Contains(address, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_socket_file_is_refused() =>
        Assert.ThrowsAsync<NotLoopbackException>(async () => await _factory.BindAsync(new UnixDomainSocketEndPoint("/tmp/predictor-test.sock")));

    [Theory]
    [InlineData("clinic.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:5080", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    public async Task Only_names_of_this_machine_are_answered(string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz/live");
        request.Headers.Host = host;
        Assert.Equal(expected, (await model.Api.CreateClient().SendAsync(request)).StatusCode);
    }
}
