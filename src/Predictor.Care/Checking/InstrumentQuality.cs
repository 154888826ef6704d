namespace Predictor.Care.Checking;

/// <summary>The scores of one instrument and scale.</summary>
/// <param name="Name">As in the export.</param>
/// <param name="Scale">As in the export; null where none is given.</param>
/// <param name="IsKnown">True where range and direction are known; otherwise it is kept as a generic measure.</param>
/// <param name="Scores">How many scores there are.</param>
/// <param name="Episodes">In how many episodes.</param>
public sealed record InstrumentQuality(string Name, string? Scale, bool IsKnown, int Scores, int Episodes);
