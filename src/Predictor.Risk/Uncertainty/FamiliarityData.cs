namespace Predictor.Risk.Uncertainty;

/// <summary>How unlike the training a client may be, as <c>pipeline.json</c> keeps it for a horizon.</summary>
/// <param name="Importance">For each feature, in the order of the columns, its share of all that moves the risks: of the mean absolute contributions. They add up to 1, or are all 0.</param>
/// <param name="NoteAbove">Above this share of strange inputs a score carries a note: 99 of 100 training rows lie at or below it.</param>
/// <param name="WithholdAbove">Above this share the score is withheld: no training row lies above it.</param>
internal sealed record FamiliarityData(IReadOnlyList<double> Importance, double NoteAbove, double WithholdAbove)
{
    /// <summary>What is wrong with the data of a package, to follow their name; null where they can be used.</summary>
    /// <param name="features">How many features there are.</param>
    public string? ProblemOf(int features)
    {
        if (Importance.Count != features) return $"has {Importance.Count} importances; expected {features}, one a feature";
        // Room for rounding in sums.
        if (!Importance.All(i => i is >= 0 and <= 1 + 1e-9) || Importance.Sum() > 1 + 1e-6) return "has importances that are no shares; expected 0 to 1 each, and at most 1 together";
        return NoteAbove >= 0 && WithholdAbove >= NoteAbove && double.IsFinite(WithholdAbove) ? null : $"notes above {NoteAbove} and withholds above {WithholdAbove}; expected 0 or more, and the second no less than the first";
    }
}
