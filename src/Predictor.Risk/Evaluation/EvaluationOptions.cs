namespace Predictor.Risk.Evaluation;

/// <summary>How an evaluation is done.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Fewer repeats than this leave nothing beyond the 2.5th percentile.</summary>
    public const int FewestBootstrapRepeats = 40;

    /// <summary>The repeats that a training uses.</summary>
    public const int DefaultBootstrapRepeats = 200;

    /// <summary>Bootstrap repeats for the intervals: at least 40, or 0 for no intervals.</summary>
    public int BootstrapRepeats { get; init; } = DefaultBootstrapRepeats;

    /// <summary>What the bootstrap draws from. The same seed gives the same interval at any number of threads.</summary>
    public ulong Seed { get; init; }

    /// <summary>The number of threads to use at most; -1 for one a processor.</summary>
    public int MaxThreads { get; init; } = -1;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Validate()
    {
        if (BootstrapRepeats != 0 && BootstrapRepeats < FewestBootstrapRepeats)
            throw new ArgumentException($"{nameof(BootstrapRepeats)} is {BootstrapRepeats}; expected 0 or at least {FewestBootstrapRepeats}.");
        if (MaxThreads != -1 && MaxThreads < 1)
            throw new ArgumentException($"{nameof(MaxThreads)} is {MaxThreads}; expected -1 or at least 1.");
    }
}
