using System.Diagnostics.CodeAnalysis;
using Predictor.Risk.Engines.Additive;
using Predictor.Risk.Engines.Logistic;
using Predictor.Risk.Engines.Trees;

namespace Predictor.Risk.Engines;

/// <summary>The engines that this build can train with.</summary>
public static class RiskEngines
{
    /// <summary>The engine that is used unless another is asked for.</summary>
    public const string Default = TreesEngine.EngineName;

    private static readonly Entry[] All =
    [
        new(TreesEngine.EngineName, "boosted trees", () => new TreesEngine(new TreesSettings())),
        new(AdditiveEngine.EngineName, "additive: a curve a feature and a few pairs, tables to read", () => new AdditiveEngine(new AdditiveSettings())),
        new(LogisticEngine.EngineName, "penalised regression", () => new LogisticEngine(new LogisticSettings())),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(e => e.Name)];

    /// <summary>Each name with how the engine learns, such as <c>trees (boosted trees)</c>, on one line.</summary>
    public static string Described { get; } = string.Join(", ", All.Select(e => $"{e.Name} ({e.Learns})"));

    /// <summary>The engine of a name, with its default settings.</summary>
    public static bool TryCreate(string name, [NotNullWhen(true)] out IRiskEngine? engine)
    {
        engine = Array.Find(All, e => e.Name == name)?.Create();
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

    private sealed record Entry(string Name, string Learns, Func<IRiskEngine> Create);
}
