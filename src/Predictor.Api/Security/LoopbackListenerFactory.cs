using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Predictor.Api.Security;

/// <summary>
/// Listens on loopback addresses and on nothing else. Stands where the sockets are opened, so that it does not matter by which of the many
/// settings an address came.
/// </summary>
internal sealed class LoopbackListenerFactory(IOptions<SocketTransportOptions> options, ILoggerFactory loggers) : IConnectionListenerFactory
{
    private readonly SocketTransportFactory _sockets = new(options, loggers);

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        endpoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address)
            ? _sockets.BindAsync(endpoint, cancellationToken)
            : throw new NotLoopbackException(endpoint.ToString() ?? endpoint.GetType().Name);
}
