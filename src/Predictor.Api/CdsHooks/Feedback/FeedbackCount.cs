namespace Predictor.Api.CdsHooks.Feedback;

/// <summary>How often cards of a service had an outcome.</summary>
public sealed record FeedbackCount
{
    /// <summary>The service that the cards were of.</summary>
    public required string Service { get; init; }

    /// <summary><c>accepted</c> or <c>overridden</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why cards were set aside: a code of the cards, <c>other</c>, or <c>none</c>. Null for those that were accepted.</summary>
    public string? Reason { get; init; }

    /// <summary>How often.</summary>
    public required long Count { get; init; }
}

/// <summary>All counts of feedback.</summary>
/// <param name="Feedback">Each service, outcome and reason that occurred.</param>
public sealed record FeedbackCounts(IReadOnlyList<FeedbackCount> Feedback);

/// <summary>What was done with feedback.</summary>
/// <param name="Taken">How many entries are new and kept.</param>
/// <param name="Known">How many were kept already; they do not count again.</param>
/// <param name="Ignored">How many are about no card that the service gave, or one too many about a card; they are not kept.</param>
public sealed record FeedbackTaken(int Taken, int Known, int Ignored);
