using Predictor.Risk.Scoring;

namespace Predictor.Api.Audit;

/// <summary>Whom a record is about, by the ids that the caller uses. Only pseudonyms of them are written.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="EpisodeId">The episode.</param>
internal sealed record AuditSubject(string ClientId, string EpisodeId);

/// <summary>What the audit trail keeps of one act: no probability, no field of a client, no query, nothing that a caller can choose freely.</summary>
internal sealed record AuditRecord
{
    /// <summary>What was done, such as <c>score</c> or <c>model.swap</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Who did it: the name of the caller, or <c>service</c> for what the service does of itself.</summary>
    public required string Caller { get; init; }

    /// <summary><c>scored</c>, <c>withheld</c> or <c>over</c> for a score; else <c>done</c>, <c>refused</c> or <c>failed</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The HTTP status of the answer, or of the line of a batch; null where there was no request.</summary>
    public int? Status { get; init; }

    /// <summary>The type of the problem that was answered.</summary>
    public string? Problem { get; init; }

    /// <summary>Whom it is about, where that is known.</summary>
    public AuditSubject? Subject { get; init; }

    /// <summary>The model that answered, or that an act on models made the current one.</summary>
    public ScoredBy? Model { get; init; }

    /// <summary>The trace of the request, by which its line in the service's log is found.</summary>
    public string? Trace { get; init; }

    /// <summary>The line of a batch, from 1.</summary>
    public long? Line { get; init; }

    /// <summary>How many lines of a batch had which outcome.</summary>
    public IReadOnlyDictionary<string, long>? Counts { get; init; }
}
