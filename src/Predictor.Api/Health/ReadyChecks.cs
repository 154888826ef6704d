using Microsoft.Extensions.Diagnostics.HealthChecks;
using Predictor.Api.Models;

namespace Predictor.Api.Health;

/// <summary>What has to hold for the service to be ready. Checks are run for anybody who asks: they have to be quick, and their descriptions fit for anybody.</summary>
internal static class ReadyChecks
{
    public const string Tag = "ready";

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

    /// <summary>A model is there to score with.</summary>
    private sealed class ModelCheck(ModelHolder models) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(models.State is { Model: null } state ? HealthCheckResult.Unhealthy(state.WhyNone) : HealthCheckResult.Healthy());
    }

    /// <summary>The service was not told to stop: whatever routes requests should send no more.</summary>
    private sealed class RunningCheck(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The service is stopping.") : HealthCheckResult.Healthy());
    }
}
