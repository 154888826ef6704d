using Microsoft.Extensions.Options;

namespace Predictor.Api.Models.Loading;

/// <summary>
/// Looks after the models: takes up what is put into the folder, keeps the operator's choices, and puts a new catalogue in the place of the old one. What is wrong with a package
/// is an alarm and changes nothing of what is served.
/// </summary>
internal sealed partial class ModelLibrary(
    ModelHolder holder, PackageLoader loader, ModelMetrics metrics, IOptions<ModelOptions> options, IEnumerable<ModelDemand> demands, TimeProvider time, ILogger<ModelLibrary> logger)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, PackageSlot> _slots = new(StringComparer.Ordinal);
    private readonly HashSet<(string Code, string Subject, string Detail)> _raised = [];
    private OperatorChoices? _choices;
    private string? _default;
    private bool _hasLooked;

    /// <summary>True where choices outlive the service.</summary>
    public bool KeepsChoices => options.Value.ChoicesFile is not null;

    /// <summary>Looks at the folder once and takes up what has changed.</summary>
    public void Look()
    {
        lock (_gate)
        {
            ModelAlarm? unreadable = null;
            _choices ??= ReadChoices(out unreadable);
            var folderAlarm = LookThroughFolder();
            Publish(unreadable ?? folderAlarm);
            _hasLooked = true;
        }
    }

    /// <summary>Changes the operator's choices, keeps them, and has them take effect at once.</summary>
    /// <param name="change">The new choices from the old and the models there are; null leaves all as it is.</param>
    /// <exception cref="IOException">The choices cannot be kept; nothing is changed.</exception>
    /// <exception cref="UnauthorizedAccessException">The choices cannot be kept; nothing is changed.</exception>
    public void Choose(Func<OperatorChoices, ModelCatalogue, OperatorChoices?> change)
    {
        lock (_gate)
        {
            if (change(_choices ?? OperatorChoices.None, holder.Catalogue) is not { } choices) return;
            if (options.Value.ChoicesFile is { } file) choices.Write(file);
            _choices = choices;
            Publish(null);
        }
    }

    private OperatorChoices? ReadChoices(out ModelAlarm? alarm)
    {
        alarm = null;
        if (options.Value.ChoicesFile is not { } file) return OperatorChoices.None;
        try
        {
            return OperatorChoices.Read(file);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            LogChoices(file, e.Message);
            alarm = Alarm(ModelAlarm.ChoicesUnreadable, "Model:ChoicesFile", "The file of chosen versions cannot be read, so none is served; the log of the service says why.");
            return null;
        }
    }

    /// <summary>An alarm where the folder holds nothing or cannot be looked through.</summary>
    private ModelAlarm? LookThroughFolder()
    {
        try
        {
            var folders = PackageFolders.Find(options.Value.Folder);
            foreach (var folder in folders)
            {
                if (!_slots.TryGetValue(folder, out var slot)) _slots.Add(folder, slot = new PackageSlot(folder));
                Take(slot);
            }

            foreach (var slot in _slots.Values.Where(s => !folders.Contains(s.Folder, StringComparer.Ordinal)).ToList()) Miss(slot);
            if (folders.Count > 0 || _slots.Count > 0) return null;
            if (!_hasLooked) LogEmpty(options.Value.Folder);
            return Alarm(ModelAlarm.PackageRefused, "Model:Folder", "The folder of models is missing or holds no model package.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogFolder(options.Value.Folder, e.Message);
            return Alarm(ModelAlarm.PackageRefused, "Model:Folder", "The folder of models cannot be looked through; the log of the service says why.");
        }
    }

    private void Take(PackageSlot slot)
    {
        // It is there again, as it was.
        if (slot.Alarm?.Code == ModelAlarm.PackageGone) slot.Alarm = null;
        if (FingerprintOf(slot) is not { } fingerprint || !slot.Look(fingerprint, !_hasLooked)) return;
        var model = loader.Load(slot, out var alarm, out var isPassing);
        if (model is not null && (alarm = WhyNot(model, slot)) is not null) isPassing = true;
        if (isPassing) slot.TryAgain();
        slot.Alarm = alarm;
        if (model is not null && alarm is null && slot.Model?.Package.Sha256 != model.Package.Sha256) slot.Model = model;
    }

    /// <summary>What is seen of a package; null, and an alarm, where one cannot look. The other packages do not suffer from it.</summary>
    private string? FingerprintOf(PackageSlot slot)
    {
        try
        {
            return PackageFolders.Fingerprint(slot.Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogFolder(slot.Folder, e.Message);
            slot.Alarm = Alarm(ModelAlarm.PackageRefused, slot.Title, "The folder cannot be looked through; the log of the service says why.");
            slot.TryAgain();
            return null;
        }
    }

    /// <summary>Why a whole package cannot be served beside the others; null where it can.</summary>
    private ModelAlarm? WhyNot(LoadedModel model, PackageSlot slot)
    {
        var (package, other) = (model.Package, _slots.Values.FirstOrDefault(s => s != slot && s.Model?.Title == model.Title));
        if (other is { Model: { } taken } && taken.Package.Sha256 != package.Sha256)
        {
            return Alarm(ModelAlarm.VersionTaken, slot.Title, $"{model.Title} is there already, from {other.Title}, with other content; give the new one a version of its own.");
        }

        if (slot.Model is not { } old || _slots.Values.Any(s => s != slot && s.Model?.Title == old.Title)) return null;
        if (IsChosen(old) && model.Title != old.Title)
        {
            return Alarm(ModelAlarm.PackageRefused, slot.Title, $"The package is {model.Title} now, and the only one of {old.Title}, which was chosen to serve and goes on; choose another version first.");
        }

        if (old.Package.Name == options.Value.Default && package.Name != old.Package.Name && !_slots.Values.Any(s => s != slot && s.Model?.Package.Name == old.Package.Name))
        {
            return Alarm(ModelAlarm.PackageRefused, slot.Title, $"The package is {model.Title} now, and the only one of {old.Package.Name}, which is the default; {old.Title} goes on serving.");
        }

        return null;
    }

    /// <summary>The folder is gone. The model goes too, unless nothing else of its name is there: whoever empties a disk does not mean to stop the service.</summary>
    private void Miss(PackageSlot slot)
    {
        slot.LookWithout();
        if (!slot.IsGone) return;
        if (slot.Model is { Package: var package } && (IsChosen(slot.Model) || !_slots.Values.Any(s => !s.IsGone && s.Model?.Package.Name == package.Name)))
        {
            slot.Alarm = Alarm(ModelAlarm.PackageGone, slot.Title, $"{slot.Model.Title} serves, and its package is no longer there; the service would not find it when it starts again.");
        }
        else
        {
            _slots.Remove(slot.Folder);
        }
    }

    private bool IsChosen(LoadedModel model) => _choices?.Versions.GetValueOrDefault(model.Package.Name) == model.Package.Version;

    private void Publish(ModelAlarm? more)
    {
        var before = holder.Catalogue;
        List<ModelAlarm> alarms = [.. _slots.Values.Select(s => s.Alarm).OfType<ModelAlarm>()];
        if (more is not null) alarms.Add(more);
        // Two packages may be the same model.
        List<LoadedModel> models = _choices is null ? [] : [.. _slots.Values.Select(s => s.Model).OfType<LoadedModel>().DistinctBy(m => m.Title)];
        var catalogue = new CatalogueBuilder(before, _choices ?? OperatorChoices.None, demands, alarms, metrics, time.GetUtcNow()).Build(models, options.Value.Default, _default);
        _default = catalogue.State.Model?.Package.Name ?? _default;
        holder.Catalogue = catalogue;
        Tell(before, catalogue);
    }

    private void Tell(ModelCatalogue before, ModelCatalogue now)
    {
        foreach (var served in now.Models)
        {
            if (served.Current is not { } current || ReferenceEquals(before.Named(served.Name)?.Current, current)) continue;
            LogServing(current.Package.Name, current.Package.Version, current.Package.Sha256);
            metrics.Swapped(current);
        }

        foreach (var alarm in now.Alarms)
        {
            if (!_raised.Add((alarm.Code, alarm.Subject, alarm.Detail))) continue;
            LogAlarm(alarm.Code, alarm.Subject, alarm.Detail);
            metrics.Raised(alarm);
        }

        _raised.RemoveWhere(r => !now.Alarms.Any(a => (a.Code, a.Subject, a.Detail) == r));
    }

    private ModelAlarm Alarm(string code, string subject, string detail) => new(code, subject, detail, time.GetUtcNow());

    [LoggerMessage(EventId = 10, Level = LogLevel.Information, Message = "Serving model {Name} {Version}, sha256 {Sha256}")]
    private partial void LogServing(string name, string version, string sha256);

    [LoggerMessage(EventId = 13, Level = LogLevel.Error, Message = "Alarm {Code} about {Subject}: {Detail}")]
    private partial void LogAlarm(string code, string subject, string detail);

    [LoggerMessage(EventId = 14, Level = LogLevel.Error, Message = "The folder of models {Folder} is missing or holds no model package")]
    private partial void LogEmpty(string folder);

    [LoggerMessage(EventId = 15, Level = LogLevel.Error, Message = "The folder of models {Folder} cannot be looked through: {Reason}")]
    private partial void LogFolder(string folder, string reason);

    [LoggerMessage(EventId = 16, Level = LogLevel.Error, Message = "The chosen versions in {File} cannot be read: {Reason} No model is served until they can")]
    private partial void LogChoices(string file, string reason);
}
