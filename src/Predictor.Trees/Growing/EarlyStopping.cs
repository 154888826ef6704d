namespace Predictor.Trees;

/// <summary>When boosting ends.</summary>
/// <param name="MaximumRounds">The most trees.</param>
/// <param name="Patience">It ends once the loss has not fallen for so many trees.</param>
public readonly record struct EarlyStopping(int MaximumRounds, int Patience)
{
    /// <exception cref="ArgumentException">A number is below 1.</exception>
    internal void Check()
    {
        if (MaximumRounds < 1) throw new ArgumentException($"{nameof(MaximumRounds)} is {MaximumRounds}; expected at least 1.");
        if (Patience < 1) throw new ArgumentException($"{nameof(Patience)} is {Patience}; expected at least 1.");
    }
}
