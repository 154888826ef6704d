using Predictor.Api.Security.Outgoing;

namespace Predictor.Api.Operations.Telemetry;

/// <summary>Where traces and metrics go: section <c>Telemetry</c>. Nothing is sent without an endpoint.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>The address of an OpenTelemetry collector (OTLP over HTTP), without <c>/v1/traces</c>: https, or plain http to this machine.</summary>
    public string? Endpoint { get; set; }

    /// <summary>Headers for the collector, such as <c>Authorization=Bearer ...</c>, with commas between.</summary>
    public string? Headers { get; set; }

    /// <summary>The share of requests that are traced, 0-1.</summary>
    public double TraceShare { get; set; } = 0.1;

    /// <summary>How often metrics are sent, in seconds.</summary>
    public double MetricSeconds { get; set; } = 60;

    /// <summary>The problems with these options, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        if (Endpoint is not null && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri) && Origin.IsSafe(uri, isPlainLoopbackAllowed: true) && uri.Query.Length + uri.Fragment.Length == 0))
        {
            yield return $"{Section}:{nameof(Endpoint)} is '{Endpoint}'; expected an https address such as https://collector.example:4318, or plain http to this machine.";
        }

        // The value is not told: it may hold a token.
        if (Headers is not null && Endpoint is null) yield return $"{Section}:{nameof(Headers)} has a value and {Section}:{nameof(Endpoint)} has none; expected both.";
        if (!(TraceShare is >= 0 and <= 1)) yield return $"{Section}:{nameof(TraceShare)} is {TraceShare}; expected 0 to 1.";
        if (!(MetricSeconds is >= 0.1 and <= 3600)) yield return $"{Section}:{nameof(MetricSeconds)} is {MetricSeconds}; expected 0.1 to 3600 seconds.";
    }
}
