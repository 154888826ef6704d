using Microsoft.Extensions.Options;
using Predictor.Api.Operations;
using Predictor.Risk.Packaging;

namespace Predictor.Api.Models;

/// <summary>Loads and checks the model once, when the service starts.</summary>
internal sealed partial class ModelLoader(ModelHolder holder, IOptions<ModelOptions> options, IOptions<LimitOptions> limits, ILogger<ModelLoader> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        holder.State = Load();
        return Task.CompletedTask;
    }

    private ModelState Load()
    {
        try
        {
            var package = PackageReader.Read(options.Value.Folder);
            if (options.Value.Sha256 is { } pinned && !pinned.Equals(package.Sha256, StringComparison.OrdinalIgnoreCase))
            {
                LogNotPinned(package.Name, package.Version, package.Sha256, pinned);
                return ModelState.Failed("The model is not the one that the service is pinned to.");
            }

            var model = new LoadedModel(package, limits.Value.Events);
            WarmUp.Run(model);
            LogLoaded(package.Name, package.Version, package.Sha256);
            return ModelState.Ready(model);
        }
        catch (Exception e) when (e is ModelPackageException or IOException or UnauthorizedAccessException)
        {
            LogFailed(options.Value.Folder, e.Message);
            return ModelState.Failed("The model could not be loaded; the log of the service says why.");
        }
    }

    [LoggerMessage(EventId = 10, Level = LogLevel.Information, Message = "Serving model {Name} {Version}, sha256 {Sha256}")]
    private partial void LogLoaded(string name, string version, string sha256);

    [LoggerMessage(EventId = 11, Level = LogLevel.Error, Message = "The model {Name} {Version} has sha256 {Sha256}; Model:Sha256 expects {Pinned}. The service stays not ready")]
    private partial void LogNotPinned(string name, string version, string sha256, string pinned);

    [LoggerMessage(EventId = 12, Level = LogLevel.Error, Message = "The model in {Folder} cannot be used: {Reason} The service stays not ready")]
    private partial void LogFailed(string folder, string reason);
}
