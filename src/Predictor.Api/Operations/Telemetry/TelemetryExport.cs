using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Predictor.Api.Security.Outgoing;

namespace Predictor.Api.Operations.Telemetry;

/// <summary>Sends traces and metrics to the collector of the configuration, and what is left of them at the end.</summary>
internal sealed class TelemetryExport(IOptions<TelemetryOptions> options) : IHostedService, IDisposable
{
    private const int LastWordsMilliseconds = 5000;

    private static readonly string[] Meters = ["Predictor.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value is not { Endpoint: { } endpoint } telemetry) return Task.CompletedTask;
        var service = ResourceBuilder.CreateDefault().AddService("predictor-api", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3));
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(service)
            // Whether a request is traced is not for its caller to say.
            .SetSampler(new TraceIdRatioBasedSampler(telemetry.TraceShare))
            .AddSource("Microsoft.AspNetCore")
            .AddProcessor(new TraceCleaner())
            .AddOtlpExporter(o => Send(o, telemetry, endpoint, "traces"))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(service)
            .AddMeter(Meters)
            .AddOtlpExporter((o, reader) =>
            {
                Send(o, telemetry, endpoint, "metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)(telemetry.MetricSeconds * 1000);
            })
            .Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left. The providers block while they send, so it is done on a thread of its own: one of the pool may be the one that the sending waits for.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _traces is null ? Task.CompletedTask : Task.Factory.StartNew(SendLastWords, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private void SendLastWords()
    {
        _traces?.Shutdown(LastWordsMilliseconds);
        _metrics?.ForceFlush(LastWordsMilliseconds);
        _metrics?.Shutdown(LastWordsMilliseconds);
    }

    private static void Send(OtlpExporterOptions exporter, TelemetryOptions telemetry, string endpoint, string signal)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri($"{endpoint.TrimEnd('/')}/v1/{signal}");
        if (telemetry.Headers is { } headers) exporter.Headers = headers;
        exporter.HttpClientFactory = () => OutgoingHttp.CreateClientTo(exporter.Endpoint);
    }
}
