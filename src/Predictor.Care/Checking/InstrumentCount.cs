namespace Predictor.Care.Checking;

/// <summary>How often an instrument occurs.</summary>
/// <param name="Scores">Its scores.</param>
/// <param name="Episodes">The episodes with at least one.</param>
internal readonly record struct InstrumentCount(int Scores, int Episodes);
