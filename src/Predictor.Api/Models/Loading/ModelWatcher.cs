using Microsoft.Extensions.Options;

namespace Predictor.Api.Models.Loading;

/// <summary>Looks at the folder of models when the service starts, and then again and again. Polling works on every file system, network shares and mounted volumes too.</summary>
internal sealed class ModelWatcher(ModelLibrary library, IOptions<ModelOptions> options, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        library.Look();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.PollSeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) library.Look();
    }
}
