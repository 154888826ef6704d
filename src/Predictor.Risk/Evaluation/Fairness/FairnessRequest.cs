namespace Predictor.Risk.Evaluation.Fairness;

/// <summary>What a fairness audit looks at.</summary>
/// <param name="Groupings">The attributes.</param>
/// <param name="Threshold">The probability from which on a row is an alert.</param>
internal sealed record FairnessRequest(IReadOnlyList<RowGrouping> Groupings, double Threshold);
