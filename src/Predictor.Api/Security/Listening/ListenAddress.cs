using System.Net;

namespace Predictor.Api.Security.Listening;

/// <summary>An address of the configuration that the service is to listen on.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="IsHttps">Whether TLS is spoken there.</param>
/// <param name="Ip">The IP address; null for a socket file or what is no address, and <see cref="IPAddress.Any"/> for every name that is not an address.</param>
/// <param name="Port">The port.</param>
internal sealed record ListenAddress(string Text, bool IsHttps, IPAddress? Ip, int Port)
{
    public bool IsLoopback => Ip is not null && IPAddress.IsLoopback(Ip);

    /// <summary>Where Kestrel takes its addresses from, in the order in which one takes the place of the others.</summary>
    public static IReadOnlyList<ListenAddress> Configured(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>().ToList();
        if (endpoints.Count > 0) return [.. endpoints.Select(Parse)];
        if (configuration["urls"] is { Length: > 0 } urls) return [.. Split(urls).Select(Parse)];
        return [.. Split(configuration["http_ports"]).Select(p => Parse($"http://*:{p}")), .. Split(configuration["https_ports"]).Select(p => Parse($"https://*:{p}"))];
    }

    /// <summary>Whether a socket that is to be opened is this one.</summary>
    public bool Is(IPEndPoint socket) => Ip is not null && socket.Port == Port && (socket.Address.Equals(Ip) || (Ip.Equals(IPAddress.Any) && socket.Address.Equals(IPAddress.IPv6Any)));

    private static ListenAddress Parse(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            var isHttps = address.Scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);
            return new ListenAddress(text, isHttps, address.IsUnixPipe ? null : Host(address.Host), address.IsUnixPipe ? 0 : address.Port);
        }
        catch (FormatException)
        {
            // Kestrel says what is wrong with it.
            return new ListenAddress(text, false, null, 0);
        }
    }

    private static IPAddress Host(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback : IPAddress.TryParse(host, out var ip) ? ip : IPAddress.Any;

    private static string[] Split(string? text) => (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
