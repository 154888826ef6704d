using Predictor.Api.Models.Shadow;

namespace Predictor.Api.Models.Loading;

/// <summary>Makes a catalogue of the models that are loaded, as the configuration and the operator's choices want it.</summary>
/// <param name="before">The catalogue that it takes the place of: comparisons of the same two models go on.</param>
/// <param name="choices">What the operator chose.</param>
/// <param name="demands">Models that the configuration names.</param>
/// <param name="alarms">Alarms of packages; more are added.</param>
/// <param name="metrics">Told by the comparisons.</param>
/// <param name="now">The time of new alarms.</param>
internal sealed class CatalogueBuilder(ModelCatalogue before, OperatorChoices choices, IEnumerable<ModelDemand> demands, List<ModelAlarm> alarms, ModelMetrics metrics, DateTimeOffset now)
{
    /// <param name="models">All models that are loaded.</param>
    /// <param name="configured">The default that is configured; null where none is.</param>
    /// <param name="lastDefault">The name that was the default so far, which stays it where nothing is configured.</param>
    public ModelCatalogue Build(IReadOnlyList<LoadedModel> models, string? configured, string? lastDefault)
    {
        var names = models.GroupBy(m => m.Package.Name, StringComparer.Ordinal).Select(g => Served(g.Key, [.. g.OrderByDescending(m => Version.Parse(m.Package.Version))], models)).ToList();
        var state = State(names, configured ?? DefaultOf(names, lastDefault));
        var asked = new ModelCatalogue(names, state, []);
        foreach (var demand in demands.Where(d => d.Title is not null && names.Count > 0 && d.In(asked).Model is null))
        {
            Raise(ModelAlarm.ChoiceUnmet, demand.Setting, $"{demand.Setting} is {demand.Title}, which does not serve; there are {asked.Choices()}.");
        }

        // An alarm that stays keeps its time.
        return new ModelCatalogue(names, state, [.. alarms.Select(a => before.Alarms.FirstOrDefault(a.IsLike) ?? a)]);
    }

    private ServedModel Served(string name, List<LoadedModel> versions, IReadOnlyList<LoadedModel> all)
    {
        var chosen = choices.Versions.GetValueOrDefault(name);
        var current = chosen is null ? versions[0] : versions.FirstOrDefault(m => m.Package.Version == chosen);
        // Another version in its place might be the very one that was rolled back from.
        if (current is null) Raise(ModelAlarm.ChoiceUnmet, name, $"Version {chosen} of {name} was chosen and is not there; {name} is not served until it is, or another is chosen.");
        return new ServedModel(name, current, chosen, versions, current is null ? null : Shadow(name, current, all));
    }

    private ShadowComparison? Shadow(string name, LoadedModel current, IReadOnlyList<LoadedModel> all)
    {
        if (!choices.Challengers.TryGetValue(name, out var wanted)) return null;
        if (all.FirstOrDefault(m => m.Title == wanted) is not { } challenger)
        {
            Raise(ModelAlarm.ChoiceUnmet, name, $"The challenger {wanted} of {name} is not there; nothing is compared.");
            return null;
        }

        if (ReferenceEquals(challenger, current)) return null;
        var shadow = before.Named(name)?.Shadow;
        return shadow is not null && ReferenceEquals(shadow.Model, current) && ReferenceEquals(shadow.Challenger, challenger) ? shadow : new ShadowComparison(current, challenger, metrics);
    }

    private string? DefaultOf(List<ServedModel> names, string? lastDefault)
    {
        if (names.Count < 2) return names.FirstOrDefault()?.Name;
        var isKept = names.Any(n => n.Name == lastDefault);
        Raise(
            ModelAlarm.NoDefault, "Model:Default", $"There are several models ({string.Join(", ", names.Select(n => n.Name))}) and Model:Default names none; "
            + (isKept ? $"{lastDefault} stays the default until the service stops, and then there is none." : "there is none to answer where none is asked for."));
        return isKept ? lastDefault : null;
    }

    private ModelState State(List<ServedModel> names, string? wanted)
    {
        if (names.FirstOrDefault(n => n.Name == wanted) is { Current: { } model }) return before.State.Model == model ? before.State : ModelState.Ready(model);
        if (wanted is not null && names.Count > 0 && !names.Any(n => n.Name == wanted)) Raise(ModelAlarm.ChoiceUnmet, wanted, $"Model:Default is {wanted}, and there is no such model; expected one of {string.Join(", ", names.Select(n => n.Name))}.");
        return ModelState.Failed(alarms.Count == 0 ? "There is no model." : alarms[^1].Public);
    }

    private void Raise(string code, string subject, string detail) => alarms.Add(new ModelAlarm(code, subject, detail, now));
}
