using System.Collections.Frozen;
using System.Net;
using Microsoft.Extensions.Options;
using Predictor.Api.Security.Smart;
using Predictor.Api.Security.Tokens;

namespace Predictor.Api.Security.Outgoing;

/// <summary>
/// The one way out of the service. Connects to what the configuration names for a purpose and to nothing else, whatever address a request names: FHIR servers by their origins, key sets and
/// token servers by their very addresses, so that none can stand for another. Follows no redirect, knows no proxy of the environment, keeps no cookies. An analyzer refuses any other
/// client in this project.
/// </summary>
internal sealed class OutgoingHttp : IDisposable
{
    private const int ResponseBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly FrozenSet<Origin> _fhirServers;
    private readonly FrozenSet<Uri> _keySets;
    private readonly FrozenSet<Uri> _tokenServers;
    private readonly bool _isPlainLoopbackAllowed;
    private readonly FrozenDictionary<OutgoingPurpose, Guard> _guards;

    public OutgoingHttp(IOptions<SecurityOptions> security, IOptions<SmartOptions> smart)
    {
        var options = security.Value;
        _isPlainLoopbackAllowed = options.IsDevelopment;
        _fhirServers = options.OutgoingOrigins.Select(o => Origin.Of(new Uri(o, UriKind.Absolute))).ToFrozenSet();
        _keySets = KeySets(options).Where(JwksLocation.IsAddress).Select(a => new Uri(a, UriKind.Absolute)).ToFrozenSet();
        _tokenServers = smart.Value.Servers.Values.Select(s => new Uri(s.TokenUrl, UriKind.Absolute)).ToFrozenSet();
        _guards = Enum.GetValues<OutgoingPurpose>().ToFrozenDictionary(p => p, p => new Guard(a => Allows(a, p)));
    }

    /// <summary>Whether the service may connect there for a purpose.</summary>
    public bool Allows(Uri address, OutgoingPurpose purpose) => address.IsAbsoluteUri && Origin.IsSafe(address, _isPlainLoopbackAllowed) && purpose switch
    {
        OutgoingPurpose.FhirServer => _fhirServers.Contains(Origin.Of(address)),
        OutgoingPurpose.KeySet => _keySets.Contains(address),
        OutgoingPurpose.TokenServer => _tokenServers.Contains(address),
        _ => false,
    };

    /// <summary>A client that throws <see cref="HttpRequestException"/> for any address that is not allowed for the purpose. Cheap; to be disposed of or not.</summary>
#pragma warning disable RS0030 // Here and nowhere else.
    public HttpClient CreateClient(OutgoingPurpose purpose) => new(_guards[purpose], disposeHandler: false) { Timeout = Patience, MaxResponseContentBufferSize = ResponseBytes };
#pragma warning restore RS0030

    /// <summary>A client for one address that the operator gave, and for nothing else.</summary>
#pragma warning disable RS0030 // Here and nowhere else.
    public static HttpClient CreateClientTo(Uri address) => new(new Guard(a => Origin.Of(a) == Origin.Of(address))) { Timeout = Patience, MaxResponseContentBufferSize = ResponseBytes };
#pragma warning restore RS0030

    public void Dispose()
    {
        foreach (var guard in _guards.Values) guard.Dispose();
    }

    private static IEnumerable<string> KeySets(SecurityOptions security) =>
        [.. security.OAuth.Values.Select(o => o.Jwks), .. security.CdsClients.Values.Select(c => c.Jwks).OfType<string>(), .. security.CdsClients.Values.SelectMany(c => c.Jku)];

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
            : throw new HttpRequestException("The address is not one that the configuration lets the service connect to for this; those of FHIR servers stand in Security:OutgoingOrigins.");
    }
}
