using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Predictor.Risk.Evaluation;

/// <summary>The performance of some predictions on all rows, the same by landmark, and on the rows with no spell yet begun.</summary>
public record SlicedPerformance : Performance
{
    /// <summary>For reading from JSON.</summary>
    public SlicedPerformance()
    {
    }

    /// <summary>Starts from the performance on all rows.</summary>
    [SetsRequiredMembers]
    internal SlicedPerformance(Performance all, PerformanceByLandmark byLandmark, Performance notYetGone)
        : base(all)
    {
        ByLandmark = byLandmark;
        NotYetGone = notYetGone;
    }

    [JsonPropertyOrder(1)]
    public required PerformanceByLandmark ByLandmark { get; init; }

    /// <summary>
    /// The rows with no spell yet begun: after a missed session the outcome is half decided, and a model should not be praised for it.
    /// </summary>
    [JsonPropertyOrder(2)]
    public required Performance NotYetGone { get; init; }
}
