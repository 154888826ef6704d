namespace Predictor.Care.Checking;

/// <summary>What a clinic should know of its export before it trusts a result: plain figures, ready to be written as JSON.</summary>
public sealed record DataQuality
{
    /// <summary>The five files of the contract, in its order.</summary>
    public required IReadOnlyList<FileQuality> Files { get; init; }

    /// <summary>How many different clients the episodes are of.</summary>
    public required int Clients { get; init; }

    public required int Episodes { get; init; }

    /// <summary>The clinic's day on which the first episode started; null where there is none.</summary>
    public required DateOnly? FirstStart { get; init; }

    /// <summary>The latest time at which anything became known (UTC); null where there are no episodes.</summary>
    public required DateTimeOffset? LatestKnown { get; init; }

    /// <summary>How often each status occurs, mistaken entries included.</summary>
    public required AttendanceQuality Attendance { get; init; }

    /// <summary>The instruments and scales with scores, ordered by name and scale.</summary>
    public required IReadOnlyList<InstrumentQuality> Instruments { get; init; }

    /// <summary>Which episodes can be learnt from, and why the others cannot.</summary>
    public required UsabilityQuality Usability { get; init; }

    public required long Errors { get; init; }

    public required long Warnings { get; init; }
}
