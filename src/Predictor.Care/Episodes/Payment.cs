using Predictor.Care.Time;

namespace Predictor.Care.Episodes;

/// <summary>One event in the client's account. Amounts are in the clinic's currency.</summary>
public sealed record Payment
{
    public required Moment OccurredAt { get; init; }

    public required PaymentKind Kind { get; init; }

    public double? Amount { get; init; }

    /// <summary>The day a charge falls due.</summary>
    public Moment? DueOn { get; init; }
}
