using Predictor.Api.Models.Shadow;

namespace Predictor.Api.Models;

/// <summary>All models at one moment. Cannot be changed: another takes its place as a whole.</summary>
internal sealed class ModelCatalogue
{
    private readonly SortedDictionary<string, ServedModel> _names;

    /// <param name="models">One a name.</param>
    /// <param name="state">The model that answers where none is asked for.</param>
    /// <param name="alarms">What somebody has to look at.</param>
    public ModelCatalogue(IEnumerable<ServedModel> models, ModelState state, IReadOnlyList<ModelAlarm> alarms)
    {
        _names = new SortedDictionary<string, ServedModel>(StringComparer.Ordinal);
        foreach (var model in models) _names.Add(model.Name, model);
        State = state;
        Alarms = alarms;
        HasShadows = _names.Values.Any(m => m.Shadow is not null);
    }

    /// <summary>Before the first look at the folder.</summary>
    public static ModelCatalogue Loading { get; } = new([], ModelState.Loading, []);

    public ModelState State { get; }

    public IReadOnlyList<ModelAlarm> Alarms { get; }

    /// <summary>In ordinal order of their names.</summary>
    public IReadOnlyCollection<ServedModel> Models => _names.Values;

    private bool HasShadows { get; }

    public ServedModel? Named(string name) => _names.GetValueOrDefault(name);

    /// <summary>A version of a model; null where there is none.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="version">Null for the version that serves.</param>
    public LoadedModel? Find(string name, string? version)
    {
        var served = Named(name);
        return version is null ? served?.Current : served?.Versions.FirstOrDefault(m => m.Package.Version == version);
    }

    /// <summary>What is compared with the answers of a model; null where nothing is, or where it is not the version that serves.</summary>
    public ShadowComparison? ShadowOf(LoadedModel model) =>
        HasShadows && Named(model.Package.Name) is { Shadow: { } shadow } served && ReferenceEquals(served.Current, model) ? shadow : null;

    /// <summary>All that can be asked for, as it is written in a query.</summary>
    public string Choices() => string.Join(", ", Models.SelectMany(m => m.Versions.Select(v => v.Title)));
}

/// <summary>A name with its versions.</summary>
/// <param name="Name">The name.</param>
/// <param name="Current">The version that serves; null where the one that was chosen is not there.</param>
/// <param name="Chosen">The version that an operator chose; null where the highest serves.</param>
/// <param name="Versions">All versions that are loaded, the highest first.</param>
/// <param name="Shadow">The challenger; null where there is none.</param>
internal sealed record ServedModel(string Name, LoadedModel? Current, string? Chosen, IReadOnlyList<LoadedModel> Versions, ShadowComparison? Shadow);
