using Microsoft.Extensions.Options;
using Predictor.Api.Operations;
using Predictor.Risk.Packaging;

namespace Predictor.Api.Models.Loading;

/// <summary>Takes a model from its folder: reads it, checks its hashes, schema and pin, and warms it, so that it is not seen before it is fit to serve.</summary>
internal sealed partial class PackageLoader(WarmUp warmUp, IOptions<ModelOptions> options, IOptions<LimitOptions> limits, TimeProvider time, ILogger<PackageLoader> logger)
{
    private readonly IReadOnlyList<string> _pins = options.Value.Pins;

    /// <summary>The model of a folder; null, and an alarm, where it cannot be served.</summary>
    /// <param name="slot">The folder.</param>
    /// <param name="alarm">What is wrong.</param>
    /// <param name="isPassing">True where it was the disk and not the package: the same files may do later.</param>
    public LoadedModel? Load(PackageSlot slot, out ModelAlarm? alarm, out bool isPassing)
    {
        (alarm, isPassing) = (null, false);
        try
        {
            var package = PackageReader.Read(slot.Folder);
            if (!ModelDemand.IsName(package.Name))
            {
                throw new ModelPackageException("manifest.json: the name is not fit to be served; expected 1 to 64 lower-case letters, digits or dashes.");
            }

            if (!ModelDemand.IsVersion(package.Version))
            {
                throw new ModelPackageException("manifest.json: the version is no version; expected MAJOR.MINOR.PATCH, such as 1.0.0.");
            }

            if (_pins.Count > 0 && !_pins.Contains(package.Sha256, StringComparer.OrdinalIgnoreCase))
            {
                LogNotPinned(package.Name, package.Version, package.Sha256, string.Join(", ", _pins));
                alarm = Alarm(ModelAlarm.NotPinned, slot, $"{package.Name} {package.Version} has sha256 {package.Sha256}, which Model:Sha256 does not list.");
                return null;
            }

            var model = new LoadedModel(package, limits.Value.Events);
            warmUp.Run(model);
            return model;
        }
        catch (ModelPackageException e)
        {
            LogRefused(slot.Folder, e.Message);
            // The reader may name the folder, which is for the log alone.
            alarm = Alarm(ModelAlarm.PackageRefused, slot, e.Message.Replace(slot.Folder, slot.Title, StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogRefused(slot.Folder, e.Message);
            isPassing = true;
            alarm = Alarm(ModelAlarm.PackageRefused, slot, "A file cannot be read; the log of the service says which.");
        }
#pragma warning disable CA1031 // Whatever a broken package makes go wrong, those that serve go on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogRefused(slot.Folder, e.ToString());
            alarm = Alarm(ModelAlarm.PackageRefused, slot, "The package makes the service fail; the log of the service says where.");
        }

        return null;
    }

    private ModelAlarm Alarm(string code, PackageSlot slot, string detail) => new(code, slot.Title, detail, time.GetUtcNow());

    [LoggerMessage(EventId = 11, Level = LogLevel.Error, Message = "The model {Name} {Version} has sha256 {Sha256}; Model:Sha256 expects {Pinned}. It is not served")]
    private partial void LogNotPinned(string name, string version, string sha256, string pinned);

    [LoggerMessage(EventId = 12, Level = LogLevel.Error, Message = "The model in {Folder} cannot be used: {Reason} It is not served")]
    private partial void LogRefused(string folder, string reason);
}
