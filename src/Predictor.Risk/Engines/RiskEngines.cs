using System.Diagnostics.CodeAnalysis;
using Predictor.Risk.Engines.Additive;
using Predictor.Risk.Engines.Logistic;
using Predictor.Risk.Engines.MicrosoftML;
using Predictor.Risk.Engines.Trees;

namespace Predictor.Risk.Engines;

/// <summary>The engines: those of this library, and what is known of those that are built on request.</summary>
public static class RiskEngines
{
    /// <summary>The engine that is used unless another is asked for.</summary>
    public const string Default = TreesEngine.EngineName;

    private static readonly Entry[] All =
    [
        new(TreesEngine.EngineName, "boosted trees", settings => new TreesEngine(TreesSetting.Of(settings))),
        new(AdditiveEngine.EngineName, "additive: a curve a feature and a few pairs, tables to read", _ => new AdditiveEngine(new AdditiveSettings())),
        new(LogisticEngine.EngineName, "penalised regression", _ => new LogisticEngine(new LogisticSettings())),
    ];

    /// <summary>The engines of this library.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(e => e.Name)];

    /// <summary>These and the engines that are built on request.</summary>
    public static IReadOnlyList<string> KnownNames { get; } = [.. Names, .. MicrosoftMLNames.All];

    /// <summary>Each name with how the engine learns, such as <c>trees (boosted trees)</c>, on one line.</summary>
    public static string Described { get; } = string.Join(", ", All.Select(e => $"{e.Name} ({e.Learns})"));

    /// <summary>The engine of a name, with its default settings.</summary>
    public static bool TryCreate(string name, [NotNullWhen(true)] out IRiskEngine? engine)
    {
        engine = Array.Find(All, e => e.Name == name)?.Create(SettingsWith(name, null));
        return engine is not null;
    }

    /// <summary>The engine of a name, with the settings of a file.</summary>
    /// <param name="name">One that takes such settings: the trees.</param>
    /// <param name="settings">The file in UTF-8, as <c>tune</c> writes it; what it leaves out is as by default.</param>
    /// <exception cref="ArgumentException">The engine takes no settings, or they are not as expected; every problem is named.</exception>
    public static IRiskEngine Create(string name, ReadOnlyMemory<byte> settings) =>
        name == TreesEngine.EngineName
            ? new TreesEngine(TreesSettingsFile.Read(settings))
            : throw new ArgumentException($"engine {name} takes no settings from a file; expected {TreesEngine.EngineName}.");

    /// <summary>The engine of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="settings">The settings that are not as by default, by name.</param>
    /// <exception cref="ArgumentException">The name or a setting is not known, or a value is out of range; every problem is named.</exception>
    public static IRiskEngine Create(string name, IReadOnlyDictionary<string, double> settings)
    {
        var entry = Array.Find(All, e => e.Name == name) ?? throw new ArgumentException($"'{name}' is not known; expected one of {string.Join(", ", Names)}.", nameof(name));
        return entry.Create(SettingsWith(name, settings));
    }

    /// <summary>The settings that an engine lets choose; none where its name is not known.</summary>
    public static IReadOnlyList<EngineSetting> SettingsOf(string name) =>
        name == TreesEngine.EngineName ? [.. TreesSetting.All.Select(s => s.Rule)] : MicrosoftMLNames.SettingsOf(name);

    /// <summary>All settings of an engine: those that are chosen, and the defaults of the others.</summary>
    /// <exception cref="ArgumentException">A setting is not known, or a value is out of range; every problem is named.</exception>
    public static IReadOnlyDictionary<string, double> SettingsWith(string name, IReadOnlyDictionary<string, double>? chosen)
    {
        var rules = SettingsOf(name);
        var problems = (chosen ?? new Dictionary<string, double>()).Select(c => ProblemOf(name, rules, c.Key, c.Value)).OfType<string>().ToList();
        if (problems.Count > 0) throw new ArgumentException(string.Join("; ", problems) + ".");
        var settings = new OrderedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var rule in rules) settings.Add(rule.Name, chosen?.TryGetValue(rule.Name, out var value) == true ? value : rule.Default);
        return settings;
    }

    private static string? ProblemOf(string engine, IReadOnlyList<EngineSetting> rules, string name, double value)
    {
        if (rules.FirstOrDefault(r => r.Name == name) is { } rule) return rule.Problem(value);
        return $"{name} is no setting of the engine {engine}; expected {(rules.Count == 0 ? "none, as it has none to choose" : $"some of {string.Join(", ", rules.Select(r => r.Name))}")}";
    }

    private sealed record Entry(string Name, string Learns, Func<IReadOnlyDictionary<string, double>, IRiskEngine> Create);
}
