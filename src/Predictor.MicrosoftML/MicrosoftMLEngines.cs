using Predictor.Risk.Engines;
using Predictor.Risk.Engines.MicrosoftML;

namespace Predictor.MicrosoftML;

/// <summary>The engines of ML.NET.</summary>
public static class MicrosoftMLEngines
{
    /// <summary>The engine of a name.</summary>
    /// <param name="name">One of <see cref="MicrosoftMLNames"/>.</param>
    /// <param name="settings">The settings that are not as by default, by name.</param>
    /// <param name="seed">Seed of everything that ML.NET draws.</param>
    /// <exception cref="ArgumentException">The name or a setting is not known, or a value is out of range; every problem is named.</exception>
    public static IRiskEngine Create(string name, IReadOnlyDictionary<string, double>? settings, int seed)
    {
        if (!MicrosoftMLNames.All.Contains(name)) throw new ArgumentException($"'{name}' is no engine of ML.NET; expected one of {string.Join(", ", MicrosoftMLNames.All)}.", nameof(name));
        return new MicrosoftMLEngine(name, RiskEngines.SettingsWith(name, settings), seed);
    }
}
