using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Predictor.Risk.Evaluation;

/// <summary>The performance on one group of rows.</summary>
public sealed record GroupPerformance : Performance
{
    /// <summary>For reading from JSON.</summary>
    public GroupPerformance()
    {
    }

    [SetsRequiredMembers]
    internal GroupPerformance(string group, Performance performance)
        : base(performance) => Group = group;

    /// <summary>What the rows have in common, such as <c>4-8</c> sessions attended.</summary>
    [JsonPropertyOrder(-1)]
    public required string Group { get; init; }
}
