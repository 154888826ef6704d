namespace Predictor.Simulation;

/// <summary>What to simulate.</summary>
public sealed record SimulationOptions
{
    /// <summary>How many episodes; some clients have more than one.</summary>
    public required int Episodes { get; init; }

    public int Seed { get; init; } = 1;

    public Preset Preset { get; init; } = Preset.Psychotherapy;

    /// <summary>Days without a session after which a client counts as gone, for the true risks.</summary>
    public int InactivityDays { get; init; } = 42;

    /// <summary>The horizons of the true risks in days. They do not change the export.</summary>
    public IReadOnlyList<int> HorizonDays { get; init; } = [28];

    /// <summary>Whether the true risks are written; they do not change the export.</summary>
    public bool WritesTruth { get; init; } = true;

    /// <summary>The largest number of threads; -1 for as many as there are processors. It does not change the result.</summary>
    public int Threads { get; init; } = -1;

    /// <summary>The problems with these options, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        if (Episodes is < 1 or > 10_000_000) yield return $"the number of episodes is {Episodes}; expected 1 to 10,000,000";
        if (!Enum.IsDefined(Preset)) yield return $"the preset is {Preset}; expected {string.Join(" or ", Enum.GetNames<Preset>())}";
        if (InactivityDays is < 7 or > 365) yield return $"the days of inactivity are {InactivityDays}; expected 7 to 365";
        if (HorizonDays.Count == 0) yield return "no horizon is given; expected at least one number of days";
        foreach (var days in HorizonDays)
        {
            if (days is < 0 or > 365) yield return $"a horizon is {days} days; expected 0 to 365 days";
        }

        if (HorizonDays.Distinct().Count() != HorizonDays.Count) yield return $"a horizon is given twice: {string.Join(", ", HorizonDays)}";
        if (Threads is not (-1 or > 0)) yield return $"the number of threads is {Threads}; expected -1 or at least 1";
    }
}
