using System.Diagnostics.Metrics;
using Predictor.Api.CdsHooks.Data;

namespace Predictor.Api.CdsHooks;

/// <summary>What is counted of CDS Hooks, for whatever listens to <c>System.Diagnostics.Metrics</c>. No label holds anything of a client.</summary>
internal sealed class CdsMeters(IMeterFactory factory)
{
    public const string MeterName = "Predictor.CdsHooks";

    private readonly Meters _meters = new(factory.Create(MeterName));

    /// <summary>A call was answered.</summary>
    /// <param name="service">The service.</param>
    /// <param name="answer">The band of the card; <c>none</c> where there was none, <c>refused</c> where the call was.</param>
    public void Called(CdsService service, string answer) => _meters.Calls.Add(1, new("service", service.Id), new("answer", answer));

    /// <summary>A key of prefetch was fetched, or could not be.</summary>
    public void Fetched(NotHad why) => _meters.Fetches.Add(1, new KeyValuePair<string, object?>("outcome", why.ToString()));

    /// <summary>Feedback was counted.</summary>
    public void Fedback(string service, string outcome, string reason) => _meters.Feedback.Add(1, new("service", service), new("outcome", outcome), new("reason", reason));

    /// <summary>Feedback was not kept: it is about no card of the service, or one entry too many about a card.</summary>
    public void Ignored(CdsService service, int entries) => _meters.Ignored.Add(entries, new KeyValuePair<string, object?>("service", service.Id));

    private sealed class Meters(Meter meter)
    {
        public Counter<long> Calls { get; } = meter.CreateCounter<long>("predictor.cds.calls", "{call}", "Calls of CDS services by what was answered.");

        public Counter<long> Fetches { get; } = meter.CreateCounter<long>("predictor.cds.fetches", "{key}", "What was fetched for want of prefetch, by how it went.");

        public Counter<long> Ignored { get; } = meter.CreateCounter<long>("predictor.cds.feedback.ignored", "{entry}", "Feedback about no card of the service, or one entry too many about a card.");

        public Counter<long> Feedback { get; } = meter.CreateCounter<long>("predictor.cds.feedback", "{entry}", "Feedback on cards by outcome and reason; none counted twice.");
    }
}
