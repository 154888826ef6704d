using Microsoft.Extensions.Options;
using Predictor.Api.Audit.Durable;
using Predictor.Api.Health;
using Predictor.Api.Operations;

namespace Predictor.Api.Audit;

/// <summary>The audit trail, and other logs that are kept as it is.</summary>
internal static class AuditSetup
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddChecked<AuditOptions>(AuditOptions.Section, o => o.Problems());
        services.AddSingleton(Disk.Real);
        services.AddSingleton<AuditKeys>();
        services.AddDurableLog(AuditTrail.LogName);
        services.AddSingleton<AuditTrail>();
        services.AddReadyCheck<AuditCheck>("audit");
    }

    /// <summary>Adds a log in a folder of its own beside the audit trail; it is had by <c>[FromKeyedServices(name)] DurableLog</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Its name, and that of its folder.</param>
    public static void AddDurableLog(this IServiceCollection services, string name)
    {
        services.AddKeyedSingleton(name, (provider, _) => new DurableLog(
            provider.GetRequiredService<IOptions<AuditOptions>>().Value.Log(name),
            provider.GetRequiredService<AuditKeys>().Get,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DurableLog>>(),
            provider.GetRequiredService<Disk>()));
        services.AddSingleton<IHostedService>(provider => new Starter(provider.GetRequiredKeyedService<DurableLog>(name)));
    }

    /// <summary>Opens a log before the server listens. It is closed with the other services, after the last request.</summary>
    private sealed class Starter(DurableLog log) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            log.Start();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
