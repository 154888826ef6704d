using Predictor.Api.Problems;

namespace Predictor.Api.CdsHooks;

/// <summary>The problems that only CDS clients meet.</summary>
internal static class CdsProblems
{
    /// <summary>400: the body is no JSON at all.</summary>
    public static Problem MalformedBody() => Of(StatusCodes.Status400BadRequest, "malformed-body", "The body is not JSON", "Send one JSON document in UTF-8, without a byte order mark.") with
    {
        Errors = [new FieldError { Pointer = "", Code = "invalid-json", Detail = "The document is not JSON, or is nested too deeply.", Expected = "one JSON document" }],
    };

    /// <summary>404: there is no service of that id.</summary>
    public static Problem UnknownService() => Of(StatusCodes.Status404NotFound, "unknown-service", "There is no service of that id", "GET /cds-services lists the ids.");

    /// <summary>412: what is needed was not sent and cannot be read.</summary>
    public static Problem DataMissing(IReadOnlyList<FieldError> missing) =>
        Of(StatusCodes.Status412PreconditionFailed, "data-missing", "Data that the service needs is missing", "Send it along as prefetch, or let the service read it: fhirServer and fhirAuthorization of the call, and the server's origin in the service's configuration.") with { Errors = missing };

    /// <summary>422: the body is JSON, but no call of the service.</summary>
    public static Problem InvalidCall(IReadOnlyList<FieldError> errors) => Of(StatusCodes.Status422UnprocessableEntity, "invalid-cds-call", "The call has errors", "See errors for what was expected.") with { Errors = errors };

    /// <summary>422: the body is JSON, but no feedback. None of it was taken.</summary>
    public static Problem InvalidFeedback(IReadOnlyList<FieldError> errors) => Of(StatusCodes.Status422UnprocessableEntity, "invalid-feedback", "The feedback has errors", "None of it was taken. See errors for what was expected.") with { Errors = errors };

    /// <summary>503: feedback cannot be kept.</summary>
    public static Problem FeedbackUnavailable() => Of(StatusCodes.Status503ServiceUnavailable, "feedback-unavailable", "Feedback cannot be kept now", "Send it again; what was taken before does not count twice.");

    private static Problem Of(int status, string type, string title, string detail) => new() { Type = "urn:predictor:problem:" + type, Title = title, Status = status, Detail = detail };
}
