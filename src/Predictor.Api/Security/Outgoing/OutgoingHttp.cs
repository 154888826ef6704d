using System.Collections.Frozen;
using System.Net;
using Microsoft.Extensions.Options;
using Predictor.Api.Security.Smart;
using Predictor.Api.Security.Tokens;

namespace Predictor.Api.Security.Outgoing;

/// <summary>
/// The one way out of the service. Connects to origins of the configuration and to nothing else, whatever address a request names; follows no redirect, knows no
/// proxy of the environment, keeps no cookies. An analyzer refuses any other client in this project.
/// </summary>
internal sealed class OutgoingHttp : IDisposable
{
    private const int ResponseBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly FrozenSet<Origin> _origins;
    private readonly FrozenSet<Origin> _listed;
    private readonly bool _isPlainLoopbackAllowed;
    private readonly Guard _guard;

    public OutgoingHttp(IOptions<SecurityOptions> security, IOptions<SmartOptions> smart)
    {
        var options = security.Value;
        _isPlainLoopbackAllowed = options.IsDevelopment;
        _origins = Addresses(options, smart.Value).Select(a => Origin.Of(new Uri(a, UriKind.Absolute))).ToFrozenSet();
        _listed = options.OutgoingOrigins.Select(a => Origin.Of(new Uri(a, UriKind.Absolute))).ToFrozenSet();
        _guard = new Guard(Allows);
    }

    /// <summary>Whether the service may connect there.</summary>
    public bool Allows(Uri address) => address.IsAbsoluteUri && Origin.IsSafe(address, _isPlainLoopbackAllowed) && _origins.Contains(Origin.Of(address));

    /// <summary>
    /// Whether a request may name the address: its origin is in <see cref="SecurityOptions.OutgoingOrigins"/>. Key sets and token servers are for the service alone; what a
    /// caller names there could be any of their paths.
    /// </summary>
    public bool AllowsByRequest(Uri address) => Allows(address) && _listed.Contains(Origin.Of(address));

    /// <summary>A client that throws <see cref="HttpRequestException"/> for any address that is not allowed. Cheap; to be disposed of or not.</summary>
#pragma warning disable RS0030 // Here and nowhere else.
    public HttpClient CreateClient() => new(_guard, disposeHandler: false) { Timeout = Patience, MaxResponseContentBufferSize = ResponseBytes };
#pragma warning restore RS0030

    /// <summary>A client for one address that the operator gave, and for nothing else.</summary>
#pragma warning disable RS0030 // Here and nowhere else.
    public static HttpClient CreateClientTo(Uri address) => new(new Guard(a => Origin.Of(a) == Origin.Of(address))) { Timeout = Patience, MaxResponseContentBufferSize = ResponseBytes };
#pragma warning restore RS0030

    public void Dispose() => _guard.Dispose();

    private static IEnumerable<string> Addresses(SecurityOptions security, SmartOptions smart) =>
    [
        .. security.OutgoingOrigins,
        .. security.OAuth.Values.Select(o => o.Jwks).Where(JwksLocation.IsAddress),
        .. security.CdsClients.Values.Select(c => c.Jwks).OfType<string>().Where(JwksLocation.IsAddress),
        .. security.CdsClients.Values.SelectMany(c => c.Jku),
        .. smart.Servers.Values.Select(s => s.TokenUrl),
    ];

    private sealed class Guard : DelegatingHandler
    {
        private readonly Func<Uri, bool> _allows;

        public Guard(Func<Uri, bool> allows)
        {
            _allows = allows;
#pragma warning disable RS0030 // Here and nowhere else.
            InnerHandler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.None,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                // Long enough to be of use, short enough that a change of names is seen.
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                MaxConnectionsPerServer = 16,
                MaxResponseHeadersLength = 16,
            };
#pragma warning restore RS0030
        }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => base.Send(Checked(request), cancellationToken);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => base.SendAsync(Checked(request), cancellationToken);

        // The address is not told: it may come from a request, and the message may be logged.
        private HttpRequestMessage Checked(HttpRequestMessage request) => request.RequestUri is { } address && _allows(address)
            ? request
            : throw new HttpRequestException("The address is not one that the configuration lets the service connect to (Security:OutgoingOrigins).");
    }
}
