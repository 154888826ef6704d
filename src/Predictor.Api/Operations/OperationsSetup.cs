using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Predictor.Api.Operations.Telemetry;

namespace Predictor.Api.Operations;

/// <summary>How the service runs: time, log and limits.</summary>
internal static class OperationsSetup
{
    private const int HeaderBytes = 16 * 1024;
    private const int RequestLineBytes = 4 * 1024;

    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.Configuration.AddSecretFiles();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddChecked<LimitOptions>(LimitOptions.Section, o => o.Problems());
        builder.Services.AddChecked<TelemetryOptions>(TelemetryOptions.Section, o => o.Problems());
        builder.Services.AddHostedService<TelemetryExport>();
        builder.Services.AddCallerLimits();
        builder.Services.AddOptions<HostOptions>().Configure<IStartupValidator, IOptions<LimitOptions>>(EndInTime);
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IStartupValidator, IOptions<LimitOptions>>(Limit);
        // The framework's own lines and scopes hold paths and queries. Set here and not in a file, so that no configuration turns them on.
        builder.Services.PostConfigure<LoggerFilterOptions>(PrivateLog.Guard);
        // What fails is in the answer; here it would stand with the message of an exception.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        // The builder's own console knows one form alone. Logging:Console:FormatterName=json makes each line a JSON document, with times that can be sorted.
        if (builder.Configuration["Logging:Console:FormatterName"] is { } form) builder.Logging.AddConsole(o => o.FormatterName = form);
        builder.Services.PostConfigure<JsonConsoleFormatterOptions>(o => (o.IncludeScopes, o.UseUtcTimestamp, o.TimestampFormat) = (false, true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
    }

    public static void UseRequestLog(this WebApplication app)
    {
        app.UseMiddleware<RequestTrace>();
        app.UseMiddleware<RequestLog>();
    }

    private static void EndInTime(HostOptions host, IStartupValidator options, IOptions<LimitOptions> limits)
    {
        // The host is made before the server: all options are checked here too, and not only its own.
        options.Validate();
        host.ShutdownTimeout = TimeSpan.FromSeconds(limits.Value.ShutdownSeconds);
    }

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
