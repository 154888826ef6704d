using Predictor.Care.Time;

namespace Predictor.Care.Episodes;

/// <summary>One score of a questionnaire or a test.</summary>
public sealed record Measure
{
    public required Moment TakenAt { get; init; }

    /// <summary>Such as WAI-SR, SRS, ORS, PHQ-9; an unknown one is kept as a generic measure.</summary>
    public required string Instrument { get; init; }

    /// <summary>Who answered, such as <c>client</c> or <c>therapist</c>.</summary>
    public string? Rater { get; init; }

    /// <summary>The part of the instrument, such as <c>total</c> or <c>task</c>.</summary>
    public string? Scale { get; init; }

    public required double Score { get; init; }
}
