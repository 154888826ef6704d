using Predictor.Risk.Engines;
using Predictor.Risk.Engines.MicrosoftML;

namespace Predictor.Training.Data;

/// <summary>The engine that a run asks for.</summary>
internal static class EngineChoice
{
    /// <summary>The engines that this build can train with, each with how it learns, on one line.</summary>
    public static string Described =>
#if MICROSOFTML
        $"{RiskEngines.Described}, {string.Join(", ", MicrosoftMLNames.All)} (ML.NET)";
#else
        $"{RiskEngines.Described}; with ML.NET built in also {string.Join(", ", MicrosoftMLNames.All)}";
#endif

    /// <summary>The engine of a name, with the settings that are not as by default.</summary>
    /// <param name="name">What was asked for.</param>
    /// <param name="settings">By name; null where none are chosen.</param>
    /// <param name="seed">Seed of what the engine draws, where it takes one.</param>
    /// <exception cref="UsageException">The engine is not known or not in this build, or a setting is not as expected.</exception>
    public static IRiskEngine Create(string name, IReadOnlyDictionary<string, double>? settings, int seed)
    {
        if (!RiskEngines.KnownNames.Contains(name)) throw new UsageException($"--engine: '{name}' is not known; expected one of {string.Join(", ", RiskEngines.KnownNames)}.");
        return Usage.Checked(() => MicrosoftMLNames.All.Contains(name) ? OfMicrosoftML(name, settings, seed) : RiskEngines.Create(name, settings ?? new Dictionary<string, double>()));
    }

#if MICROSOFTML
    private static IRiskEngine OfMicrosoftML(string name, IReadOnlyDictionary<string, double>? settings, int seed) => MicrosoftML.MicrosoftMLEngines.Create(name, settings, seed);
#else
    private static IRiskEngine OfMicrosoftML(string name, IReadOnlyDictionary<string, double>? settings, int seed)
    {
        // What is wrong with the settings is said first: a build that can train would refuse them, too.
        _ = (RiskEngines.SettingsWith(name, settings), seed);
        throw new UsageException($"--engine: '{name}' is of ML.NET, which is not in this build. Get it by 'dotnet run -c Release --project src/Predictor.Training -p:MicrosoftML=true -- train --engine {name} ...' (or 'dotnet build' with the same switch), from a feed that has Microsoft.ML, Microsoft.ML.FastTree and Microsoft.Data.Analysis ('--source URL' where it is not the default one); see src/Predictor.MicrosoftML/README.md. Models that it trained are scored and served without it.");
    }
#endif
}
