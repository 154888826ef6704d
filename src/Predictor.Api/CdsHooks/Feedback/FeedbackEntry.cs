using System.Text.Json.Serialization;

namespace Predictor.Api.CdsHooks.Feedback;

/// <summary>What became of a card, as it is kept: no free text, no code that a caller could choose freely, and nothing of a client.</summary>
internal sealed record FeedbackEntry
{
    /// <summary>When it came.</summary>
    [JsonPropertyName("receivedAt")]
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Who sent it.</summary>
    [JsonPropertyName("caller")]
    public required string Caller { get; init; }

    /// <summary>The service that the card was of.</summary>
    [JsonPropertyName("service")]
    public required string Service { get; init; }

    /// <summary>The card.</summary>
    [JsonPropertyName("card")]
    public required Guid Card { get; init; }

    /// <summary><c>accepted</c> or <c>overridden</c>.</summary>
    [JsonPropertyName("outcome")]
    public required string Outcome { get; init; }

    /// <summary>When the user did it.</summary>
    [JsonPropertyName("outcomeAt")]
    public required DateTimeOffset OutcomeAt { get; init; }

    /// <summary>Why it was set aside: a code of the card, or <c>other</c>. Null where it was accepted.</summary>
    [JsonPropertyName("reason")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>The suggestions that were taken.</summary>
    [JsonPropertyName("suggestions")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Guid>? Suggestions { get; init; }

    /// <summary>What makes it the same as another: it may come several times.</summary>
    [JsonIgnore]
    public (string Caller, string Service, Guid Card, string Outcome, long OutcomeAt) Key => (Caller, Service, Card, Outcome, OutcomeAt.UtcTicks);
}
