namespace Predictor.Care.Outcome;

/// <summary>What counts as gone.</summary>
public sealed record OutcomeOptions
{
    /// <summary>Days without an attended session after which a client counts as gone.</summary>
    public int InactivityDays { get; init; } = 42;

    /// <summary>The problems with these options, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        if (InactivityDays is < 1 or > 730) yield return $"inactivity is {InactivityDays} days; expected 1 to 730 days";
    }
}
