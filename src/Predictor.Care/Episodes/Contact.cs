using Predictor.Care.Time;

namespace Predictor.Care.Episodes;

/// <summary>One contact between sessions.</summary>
public sealed record Contact
{
    public required Moment OccurredAt { get; init; }

    public string? Channel { get; init; }

    public ContactDirection? Direction { get; init; }

    public ContactPurpose? Purpose { get; init; }

    /// <summary>When the other side answered; null where nothing says that it did.</summary>
    public Moment? AnsweredAt { get; init; }
}
