namespace Predictor.Risk.Evaluation;

/// <summary>How many rows were left out because their label was not known by the cut, by what made them a landmark.</summary>
public sealed record CensoredRows
{
    public int Attended { get; init; }

    public int Missed { get; init; }

    public int Cancelled { get; init; }

    public int Silent { get; init; }

    /// <summary>
    /// Those with no spell yet begun; null, the default, where it is not known: whether an absence that runs past the cut is a spell
    /// cannot be told.
    /// </summary>
    public int? NotYetGone { get; init; }

    /// <summary>All of them.</summary>
    public int Total => Attended + Missed + Cancelled + Silent;
}
