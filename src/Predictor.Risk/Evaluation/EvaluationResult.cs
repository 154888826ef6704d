using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Predictor.Risk.Evaluation;

/// <summary>
/// What <c>evaluate</c> says of one horizon: the performance on all rows, the same by landmark, on the rows with no spell yet begun, and
/// of simple rules on all rows. Written as JSON with camel-case names it has the shape that the command line promises.
/// </summary>
public sealed record EvaluationResult : Performance
{
    /// <summary>For reading from JSON.</summary>
    public EvaluationResult()
    {
    }

    /// <summary>Starts from the performance on all rows.</summary>
    [SetsRequiredMembers]
    internal EvaluationResult(
        Performance all, PerformanceByLandmark byLandmark, Performance notYetGone, IReadOnlyDictionary<string, Performance> baselines)
        : base(all)
    {
        ByLandmark = byLandmark;
        NotYetGone = notYetGone;
        Baselines = baselines;
    }

    [JsonPropertyOrder(1)]
    public required PerformanceByLandmark ByLandmark { get; init; }

    /// <summary>
    /// The rows with no spell yet begun: after a missed session the outcome is half decided, and a model should not be praised for it.
    /// </summary>
    [JsonPropertyOrder(2)]
    public required Performance NotYetGone { get; init; }

    /// <summary>The rule baselines by name, on the same rows as the model.</summary>
    [JsonPropertyOrder(3)]
    public required IReadOnlyDictionary<string, Performance> Baselines { get; init; }
}
