using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Predictor.Api.Security.Listening;

/// <summary>
/// Opens no socket that the mode does not allow: others than this machine are let in only in closed mode, and only over TLS or where a proxy is said to end it.
/// Stands where the sockets are opened, so that it does not matter by which of the many settings an address came.
/// </summary>
internal sealed class GuardedListenerFactory(IOptions<SocketTransportOptions> sockets, IOptions<SecurityOptions> security, IConfiguration configuration, ILoggerFactory loggers) : IConnectionListenerFactory
{
    private readonly SocketTransportFactory _sockets = new(sockets, loggers);

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        IsAllowed(endpoint) ? _sockets.BindAsync(endpoint, cancellationToken) : throw new AddressRefusedException(ListenRules.Problem(endpoint.ToString() ?? "", security.Value));

    private bool IsAllowed(EndPoint endpoint)
    {
        if (endpoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address)) return true;
        if (security.Value.IsDevelopment) return false;
        return security.Value.BehindTlsProxy || (endpoint is IPEndPoint socket && ListenAddress.Configured(configuration).Any(a => a.IsHttps && a.Is(socket)));
    }
}
