using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Predictor.Api.Audit;

/// <summary>The audit trail can be written: without it nothing is answered.</summary>
internal sealed class AuditCheck(AuditTrail trail) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(trail.IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The audit trail cannot be written."));
}
