namespace Predictor.Risk.Evaluation.Incidence;

/// <summary>
/// What became of clients by the band of their risk: Aalen-Johansen curves, from one landmark a client, drawn by lot so that observations are independent.
/// </summary>
public sealed record IncidenceByBand
{
    /// <summary>Clients with a landmark that could be followed: one landmark each.</summary>
    public required int Clients { get; init; }

    /// <summary>Clients all of whose landmarks are so late that nothing after them is known for certain.</summary>
    public required int TooLate { get; init; }

    /// <summary>From the lowest risk up.</summary>
    public required IReadOnlyList<BandIncidence> Bands { get; init; }
}

/// <summary>The curves of one band.</summary>
public sealed record BandIncidence
{
    /// <summary><c>low</c>, <c>moderate</c>, <c>high</c> or <c>very-high</c>, at the first horizon.</summary>
    public required string Band { get; init; }

    public required int Clients { get; init; }

    /// <summary>By day; none where there are under 20 clients.</summary>
    public required IReadOnlyList<IncidencePoint> Points { get; init; }

    /// <summary>The mean risk of these clients as the model tells it, at each of its horizons; none where there are under 20 clients.</summary>
    public required IReadOnlyList<Horizons.CurvePoint> Predicted { get; init; }
}

/// <summary>What had happened by the end of a day.</summary>
/// <param name="Day">Days after the landmark.</param>
/// <param name="AtRisk">Clients with no event before the day, and followed to it.</param>
/// <param name="Dropout">The share that has dropped out.</param>
/// <param name="DropoutCi">Its pointwise 95 % interval; null where the share is 0 or 1.</param>
/// <param name="Closing">The share whose treatment came to a closing end first.</param>
/// <param name="ClosingCi">Its pointwise 95 % interval; null where the share is 0 or 1.</param>
public sealed record IncidencePoint(int Day, int AtRisk, double Dropout, ConfidenceInterval? DropoutCi, double Closing, ConfidenceInterval? ClosingCi);
