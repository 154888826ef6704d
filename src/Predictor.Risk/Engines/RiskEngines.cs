using System.Diagnostics.CodeAnalysis;
using Predictor.Risk.Engines.Logistic;

namespace Predictor.Risk.Engines;

/// <summary>The engines that this build can train with.</summary>
public static class RiskEngines
{
    /// <summary>The engine that is used unless another is asked for.</summary>
    public const string Default = LogisticEngine.EngineName;

    public static IReadOnlyList<string> Names { get; } = [LogisticEngine.EngineName];

    /// <summary>The engine of a name, with its default settings.</summary>
    public static bool TryCreate(string name, [NotNullWhen(true)] out IRiskEngine? engine)
    {
        engine = name == LogisticEngine.EngineName ? new LogisticEngine(new LogisticSettings()) : null;
        return engine is not null;
    }
}
