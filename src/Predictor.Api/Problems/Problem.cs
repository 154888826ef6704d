using System.Diagnostics.CodeAnalysis;

namespace Predictor.Api.Problems;

/// <summary>
/// What went wrong with a request: problem details (RFC 9457) as <c>application/problem+json</c>. Holds no value of the request: an id or a score
/// must not travel into somebody's error log.
/// </summary>
public sealed record Problem
{
    /// <summary>The kind of problem, which does not change between versions.</summary>
    public required string Type { get; init; }

    /// <summary>The kind in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What this one is about and what to do.</summary>
    public string? Detail { get; init; }

    /// <summary>The number of the line in a batch, from 1.</summary>
    public long? Line { get; init; }

    /// <summary>Every field or parameter that is wrong, all at once.</summary>
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>The trace of the request (W3C trace context), by which its log line is found.</summary>
    public string? TraceId { get; init; }
}

/// <summary>One field of the body or one parameter of the query that is wrong.</summary>
public sealed record FieldError
{
    /// <summary>The field as a JSON pointer (RFC 6901); the empty pointer is the whole document.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "The word of RFC 6901, and of the answer.")]
    public string? Pointer { get; init; }

    /// <summary>The parameter of the query, where the error is not in the body.</summary>
    public string? Parameter { get; init; }

    /// <summary>What is wrong, in a sentence.</summary>
    public required string Detail { get; init; }

    /// <summary>What was expected.</summary>
    public required string Expected { get; init; }

    /// <summary>The kind of error, such as <c>unknown-code</c>.</summary>
    public required string Code { get; init; }
}
