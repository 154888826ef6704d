using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Predictor.Api.Problems;
using Predictor.Api.Security.Keys;

namespace Predictor.Api.Security.Listening;

/// <summary>How the service is reached: sockets, TLS, proxies, names, and pages of other sites.</summary>
internal static class ListeningSetup
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    public static void AddListening(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        if (ListenAddress.Configured(builder.Configuration).Count == 0) builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.UseKestrelHttpsConfiguration();
        services.Configure<KestrelServerOptions>(k => k.ConfigureHttpsDefaults(h => h.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13));
        services.AddSingleton<IValidateOptions<SecurityOptions>, ListenRules>();
        // Kestrel asks the factory that was added last.
        services.AddSingleton<IConnectionListenerFactory, GuardedListenerFactory>();
        services.AddOptions<HostFilteringOptions>().Configure<IOptions<SecurityOptions>>(FilterHosts);
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<SecurityOptions>>(Believe);
        services.AddHsts(h => h.MaxAge = TimeSpan.FromDays(365));
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<SecurityOptions>>(Open);
    }

    /// <summary>Before all else that looks at who asks and how.</summary>
    public static void UseListening(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<SecurityOptions>>().Value;
        if (options.Proxies.Length > 0) app.UseForwardedHeaders();
        app.UseHsts();
        if (!options.IsDevelopment) app.Use(RefusePlain);
        if (options.CorsOrigins.Length > 0) app.UseCors();
    }

    /// <summary>A key or a token that came in the clear has been read by others: it must not be seen to work. Health goes to whatever watches the machine.</summary>
    private static Task RefusePlain(HttpContext context, RequestDelegate next)
    {
        var isOfOthers = (context.Connection.LocalIpAddress is { } local && !IPAddress.IsLoopback(local)) || CameByProxy(context.Request.Headers);
        var isPlain = !context.Request.IsHttps && isOfOthers;
        return isPlain && context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null ? new ProblemResult(KnownProblems.TlsRequired()).ExecuteAsync(context) : next(context);
    }

    /// <summary>A proxy on this machine stands for others than this machine. What it said is kept under these names once it was believed.</summary>
    private static bool CameByProxy(IHeaderDictionary headers) =>
        headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName) || headers.ContainsKey(ForwardedHeadersDefaults.XOriginalProtoHeaderName);

    private static void FilterHosts(HostFilteringOptions filter, IOptions<SecurityOptions> options)
    {
        filter.IncludeFailureMessage = false;
        // A name that was made to point here is how a web page reaches a service on its reader's machine (DNS rebinding).
        if (options.Value.IsDevelopment) filter.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"];
    }

    private static void Believe(ForwardedHeadersOptions forwarded, IOptions<SecurityOptions> options)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.Value.Proxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) forwarded.KnownProxies.Add(address);
            else forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }
    }

    private static void Open(CorsOptions cors, IOptions<SecurityOptions> options) => cors.AddDefaultPolicy(policy => policy
        .WithOrigins(options.Value.CorsOrigins)
        .WithMethods(HttpMethods.Get, HttpMethods.Post)
        .WithHeaders("Authorization", "Content-Type", "Accept", "Idempotency-Key", "If-None-Match", "traceparent", ApiKey.HeaderName)
        .WithExposedHeaders("ETag", "Retry-After", "WWW-Authenticate")
        .SetPreflightMaxAge(TimeSpan.FromMinutes(10)));
}
