using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Predictor.Care.Checking;
using Predictor.Care.Reading;

namespace Predictor.Api.Problems;

/// <summary>All problems that the service answers.</summary>
internal static class KnownProblems
{
    /// <summary>What is wrong with a body that was read: it is no JSON, or no episode that can be scored.</summary>
    public static Problem OfEpisode(EpisodeJsonReading reading) =>
        reading.Problems.Groups.Any(g => g.Kind is ProblemKind.InvalidJson or ProblemKind.InvalidUtf8) ? MalformedBody(reading) : InvalidEpisode(reading);

    /// <summary>400: the body is no JSON at all.</summary>
    private static Problem MalformedBody(EpisodeJsonReading reading) =>
        Of(StatusCodes.Status400BadRequest, "malformed-body", "The body is not JSON", "Send one JSON document in UTF-8, without a byte order mark.") with { Errors = EpisodeErrors.Of(reading.Problems) };

    /// <summary>422: the body is JSON, but no episode that can be scored.</summary>
    private static Problem InvalidEpisode(EpisodeJsonReading reading)
    {
        var errors = EpisodeErrors.Of(reading.Problems);
        var count = reading.Problems.ErrorCount;
        var detail = count == errors.Count ? $"Errors: {count}; all are listed." : $"Errors: {count}; the first {errors.Count} are listed.";
        return Of(StatusCodes.Status422UnprocessableEntity, "invalid-episode", "The episode has errors", detail) with { Errors = errors };
    }

    /// <summary>400: parameters of the query are wrong.</summary>
    public static Problem InvalidParameters(IReadOnlyList<FieldError> errors) =>
        Of(StatusCodes.Status400BadRequest, "invalid-parameter", "A query parameter is wrong", "See errors for what was expected.") with { Errors = errors };

    /// <summary>413: the body is larger than the service takes.</summary>
    public static Problem BodyTooLarge(long maximumBytes) =>
        Of(StatusCodes.Status413PayloadTooLarge, "body-too-large", "The body is too large", string.Create(CultureInfo.InvariantCulture, $"Send at most {maximumBytes} bytes."));

    /// <summary>413: a line of a batch is longer than a body may be.</summary>
    public static Problem LineTooLong(long maximumBytes) =>
        Of(StatusCodes.Status413PayloadTooLarge, "line-too-long", "The line is too long", string.Create(CultureInfo.InvariantCulture, $"Send at most {maximumBytes} bytes a line."));

    /// <summary>408: a batch stood still.</summary>
    public static Problem BatchIdle(double seconds) =>
        Of(StatusCodes.Status408RequestTimeout, "batch-idle", "The batch stood still for too long", string.Create(CultureInfo.InvariantCulture, $"No line came in and no answer was read for {seconds} seconds; what was not answered has to be sent again."));

    /// <summary>503: the service stops and takes no further line of a batch; all before it are answered.</summary>
    /// <param name="line">The number of the first line that was not taken.</param>
    public static Problem BatchCut(long line) =>
        Of(StatusCodes.Status503ServiceUnavailable, "stopping", "The service is stopping", "All lines before this one are answered. Send this and those after it again.") with { Line = line };

    /// <summary>415: the body is said to be something else than what the endpoint takes.</summary>
    public static Problem UnsupportedMediaType(string expected) =>
        Of(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "The content type is not supported", $"Send Content-Type: {expected}, in UTF-8, without Content-Encoding or with gzip.");

    /// <summary>400: the key of a request that may be sent again is no key.</summary>
    public static Problem InvalidIdempotencyKey() =>
        Of(StatusCodes.Status400BadRequest, "invalid-idempotency-key", "The Idempotency-Key is wrong", "Send one Idempotency-Key of 1 to 255 visible ASCII characters, such as a UUID, with or without quotation marks.");

    /// <summary>422: the key was used for another request.</summary>
    public static Problem IdempotencyKeyReused() =>
        Of(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused", "The Idempotency-Key was used for another request", "The same key came with another body or query. Send a new key with every new request.");

    /// <summary>404: there is no model of that name and version.</summary>
    /// <param name="choices">Those that there are.</param>
    public static Problem UnknownModel(string choices) =>
        Of(StatusCodes.Status404NotFound, "unknown-model", "There is no such model", $"There are {choices}; GET /v1/models lists them.");

    /// <summary>409: the models are not as the caller took them to be.</summary>
    public static Problem ModelConflict(string detail) =>
        Of(StatusCodes.Status409Conflict, "model-conflict", "The models are not as the request takes them to be", detail);

    /// <summary>400: the body of an instruction to the service is not of its form.</summary>
    public static Problem InvalidInstruction(string expected) =>
        Of(StatusCodes.Status400BadRequest, "invalid-instruction", "The body is not of the form that is expected", $"Send {expected}.");

    /// <summary>500: what was chosen could not be kept.</summary>
    public static Problem ChoicesNotKept() =>
        Of(StatusCodes.Status500InternalServerError, "choices-not-kept", "The choice could not be kept", "The file of Model:ChoicesFile cannot be written; nothing was changed.");

    /// <summary>429: the caller sends more than it may.</summary>
    public static Problem TooManyRequests(long retrySeconds) =>
        Of(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests", string.Create(CultureInfo.InvariantCulture, $"Send the request again in {retrySeconds} seconds, as Retry-After says, or fewer at once."));

    /// <summary>403: the request came in the clear, from another machine.</summary>
    public static Problem TlsRequired() =>
        Of(StatusCodes.Status403Forbidden, "tls-required", "TLS is required", "Send it over https. Whatever key or token came with the request may have been read on its way: replace it.");

    /// <summary>503: no model is loaded.</summary>
    /// <param name="reason">Why, without a path.</param>
    public static Problem NotReady(string reason) =>
        Of(StatusCodes.Status503ServiceUnavailable, "not-ready", "The service is not ready", reason);

    /// <summary>503: nothing that has to be kept in the audit trail can be done.</summary>
    public static Problem AuditUnavailable() =>
        Of(StatusCodes.Status503ServiceUnavailable, "audit-unavailable", "The audit trail cannot be written", "Nothing is scored that would not stand in it; send the request again later.");

    /// <summary>A problem of which no more is to be said than its HTTP status.</summary>
    public static Problem OfStatus(int status) => new()
    {
        Type = "about:blank",
        Title = ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Error",
        Status = status,
        Detail = status switch
        {
            StatusCodes.Status400BadRequest => "The request is not HTTP as it has to be, or its body is not compressed as Content-Encoding says.",
            StatusCodes.Status404NotFound => "There is nothing at this path; /swagger/v1/swagger.json describes what there is.",
            StatusCodes.Status405MethodNotAllowed => "The path does not have this method; the Allow header names those that it has.",
            StatusCodes.Status408RequestTimeout => "The request came too slowly.",
            StatusCodes.Status500InternalServerError => "The service made a mistake; its log has more under the trace id.",
            _ => null,
        },
    };

    private static Problem Of(int status, string type, string title, string detail) => new()
    {
        Type = "urn:predictor:problem:" + type,
        Title = title,
        Status = status,
        Detail = detail,
    };
}
