using Predictor.Risk.Engines.Trees;

namespace Predictor.Risk.Training.Tuning;

/// <summary>What a search for settings found.</summary>
public sealed record TuningResult
{
    /// <summary>The horizon whose outcome the settings were compared by.</summary>
    public required int HorizonDays { get; init; }

    public required int Seed { get; init; }

    /// <summary>Training rows, on which settings were compared.</summary>
    public required int Rows { get; init; }

    /// <summary>Their clients.</summary>
    public required int Clients { get; init; }

    /// <summary>Of them those with the outcome.</summary>
    public required int Events { get; init; }

    /// <summary>How many of the folds are judged in each rung.</summary>
    public required IReadOnlyList<int> RungFolds { get; init; }

    /// <summary>The trials, those that came furthest first, and the best of them first; trial 0 has the defaults.</summary>
    public required IReadOnlyList<TuningTrial> Trials { get; init; }

    /// <summary>The trial of least log loss in the last rung.</summary>
    public required int Chosen { get; init; }

    /// <summary>The chosen settings beside the defaults on the held-out clients; null where the defaults were chosen.</summary>
    public SettingsComparison? HeldOut { get; init; }

    /// <summary>What a reader should know, in sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Writes the chosen settings as a file that <c>train --settings</c> takes.</summary>
    public void WriteSettings(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(TreesSettingsFile.Write(SettingsSearch.Of(Seed, Chosen)));
    }
}

/// <summary>One setting and how far it came.</summary>
/// <param name="Trial">0 for the defaults, 1 and up for what was drawn.</param>
/// <param name="Settings">The settings by name.</param>
/// <param name="Rungs">How it did in each rung it reached.</param>
public sealed record TuningTrial(int Trial, IReadOnlyDictionary<string, double> Settings, IReadOnlyList<TuningRung> Rungs);

/// <summary>How a setting did in a rung.</summary>
/// <param name="Folds">How many folds were judged.</param>
/// <param name="LogLoss">The weighted log loss on their rows.</param>
/// <param name="Trees">At how many trees it was least.</param>
public sealed record TuningRung(int Folds, double LogLoss, int Trees);
