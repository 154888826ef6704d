using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Predictor.Api.Operations;

/// <summary>How the service runs: time, log and limits.</summary>
internal static class OperationsSetup
{
    private const int HeaderBytes = 16 * 1024;
    private const int RequestLineBytes = 4 * 1024;

    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddChecked<LimitOptions>(LimitOptions.Section, o => o.Problems());
        builder.Services.AddCallerLimits();
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IStartupValidator, IOptions<LimitOptions>>(Limit);
        // The framework's own lines and scopes hold paths and queries. Set here and not in a file, so that no configuration turns them on.
        builder.Services.PostConfigure<LoggerFilterOptions>(PrivateLog.Guard);
    }

    public static void UseRequestLog(this WebApplication app) => app.UseMiddleware<RequestLog>();

    private static void Limit(KestrelServerOptions kestrel, IStartupValidator options, IOptions<LimitOptions> limits)
    {
        // The server, made with the application, is the first to ask for any options: check all here, so that all that is wrong is told and not only its own part.
        options.Validate();
        var least = new MinDataRate(limits.Value.LeastBytesPerSecond, TimeSpan.FromSeconds(5));
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = limits.Value.BodyBytes;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(limits.Value.HeaderSeconds);
        kestrel.Limits.MinRequestBodyDataRate = least;
        kestrel.Limits.MinResponseDataRate = least;
        kestrel.Limits.MaxConcurrentConnections = limits.Value.Connections;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
        kestrel.Limits.MaxRequestLineSize = RequestLineBytes;
    }
}
