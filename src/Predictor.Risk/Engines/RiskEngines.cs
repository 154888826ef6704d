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

    public static IReadOnlyList<string> Names { get; } = [TreesEngine.EngineName, AdditiveEngine.EngineName, LogisticEngine.EngineName];

    /// <summary>The engine of a name, with its default settings.</summary>
    public static bool TryCreate(string name, [NotNullWhen(true)] out IRiskEngine? engine)
    {
        engine = name switch
        {
            TreesEngine.EngineName => new TreesEngine(new TreesSettings()),
            AdditiveEngine.EngineName => new AdditiveEngine(new AdditiveSettings()),
            LogisticEngine.EngineName => new LogisticEngine(new LogisticSettings()),
            _ => null,
        };
        return engine is not null;
    }
}
