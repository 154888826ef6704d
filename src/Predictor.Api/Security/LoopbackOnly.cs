using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HostFiltering;

namespace Predictor.Api.Security;

/// <summary>Keeps the service to this machine: closed until it can tell who is asking.</summary>
internal static class LoopbackOnly
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports", "Kestrel:Endpoints"];

    public static void AddLoopbackOnly(this WebApplicationBuilder builder)
    {
        if (!AddressKeys.Any(k => builder.Configuration.GetSection(k).Exists())) builder.WebHost.UseUrls(DefaultUrl);
        // Kestrel asks the factory that was added last.
        builder.Services.AddSingleton<IConnectionListenerFactory, LoopbackListenerFactory>();
        // A name that was made to point here is how a web page reaches a service on its reader's machine (DNS rebinding).
        builder.Services.Configure<HostFilteringOptions>(o =>
        {
            o.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"];
            o.IncludeFailureMessage = false;
        });
    }
}
