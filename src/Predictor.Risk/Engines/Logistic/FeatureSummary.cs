namespace Predictor.Risk.Engines.Logistic;

/// <summary>What the training rows hold of one feature.</summary>
/// <param name="Present">The number of rows that have a value.</param>
/// <param name="PresentWeight">The sum of their weights.</param>
/// <param name="Smallest">The smallest value; infinite where there is none.</param>
/// <param name="Largest">The largest value; minus infinity where there is none.</param>
/// <param name="LevelRows">The number of rows of each category; empty for a number.</param>
/// <param name="MissingPattern">A hash of which rows lack a value: equal for features that are missing together.</param>
internal sealed record FeatureSummary(
    int Present, double PresentWeight, double Smallest, double Largest, int[] LevelRows, ulong MissingPattern);
