using Microsoft.Extensions.Diagnostics.HealthChecks;
using Predictor.Api.Models;

namespace Predictor.Api.Health;

/// <summary>What has to hold for the service to be ready. Checks are run for anybody who asks: they have to be quick, and their descriptions fit for anybody.</summary>
internal static class ReadyChecks
{
    public const string Tag = "ready";

    private const string Codes = "codes";

    public static void AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks();
        services.AddReadyCheck<RunningCheck>("running");
        services.AddReadyCheck<ModelCheck>("model");
    }

    /// <summary>Adds a check without which the service is not ready.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">What is checked, as the answer shows it.</param>
    public static void AddReadyCheck<T>(this IServiceCollection services, string name)
        where T : class, IHealthCheck => services.AddHealthChecks().AddCheck<T>(name, HealthStatus.Unhealthy, [Tag]);

    /// <summary>The codes of what is wrong where checks are degraded; null where none is.</summary>
    public static IReadOnlyList<string>? CodesOf(HealthReport report)
    {
        var codes = report.Entries.Values.SelectMany(e => e.Data.TryGetValue(Codes, out var own) ? (IEnumerable<string>)own : []).ToList();
        return codes.Count == 0 ? null : codes;
    }

    /// <summary>A model is there to score with, and nothing about models that somebody has to look at.</summary>
    private sealed class ModelCheck(ModelHolder models) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(Of(models.Catalogue));

        private static HealthCheckResult Of(ModelCatalogue catalogue)
        {
            if (catalogue.State is { Model: null } state) return HealthCheckResult.Unhealthy(state.WhyNone);
            var alarms = catalogue.Alarms.Select(a => a.Code).Distinct().ToList();
            return alarms.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(data: new Dictionary<string, object> { [Codes] = alarms });
        }
    }

    /// <summary>The service was not told to stop: whatever routes requests should send no more.</summary>
    private sealed class RunningCheck(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The service is stopping.") : HealthCheckResult.Healthy());
    }
}
