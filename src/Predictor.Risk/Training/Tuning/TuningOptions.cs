using Predictor.Risk.Evaluation;

namespace Predictor.Risk.Training.Tuning;

/// <summary>How settings are searched for.</summary>
public sealed record TuningOptions
{
    /// <summary>Seed of the split, the folds and the settings drawn.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many settings are drawn, the defaults aside.</summary>
    public int Trials { get; init; } = 27;

    /// <summary>How long the search may take, about; null for as long as it takes. With a budget the result depends on the machine.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Samples of clients that the intervals on the held-out clients come from; 0 for no intervals.</summary>
    public int BootstrapRepeats { get; init; } = 500;

    /// <summary>The largest number of threads; 0 for as many as there are processors. It does not change the result.</summary>
    public int Threads { get; init; }

    /// <summary>The problems with these options, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        if (Trials is < 1 or > 10_000) yield return $"there are {Trials} trials; expected 1 to 10000";
        if (Budget is { } budget && budget <= TimeSpan.Zero) yield return FormattableString.Invariant($"the time budget is {budget.TotalMinutes} minutes; expected more than 0");
        if (BootstrapRepeats is not 0 and < EvaluationOptions.FewestBootstrapRepeats) yield return $"there are {BootstrapRepeats} bootstrap repeats; expected 0 or at least {EvaluationOptions.FewestBootstrapRepeats}";
        if (Threads < 0) yield return $"there are {Threads} threads; expected at least 0, for as many as there are processors";
    }
}
