using Predictor.Api.Problems;

namespace Predictor.Api.Fhir;

/// <summary>Problems that are not FHIR's alone, as OperationOutcome.</summary>
internal static class FhirErrors
{
    public static FhirResult Of(Problem problem) => FhirResult.Error(problem.Status, CodeOf(problem.Status), problem.Detail ?? $"{problem.Title}.");

    /// <summary>The code of http://hl7.org/fhir/issue-type for a status.</summary>
    internal static string CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "login",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not-found",
        StatusCodes.Status405MethodNotAllowed or StatusCodes.Status415UnsupportedMediaType => "not-supported",
        StatusCodes.Status408RequestTimeout => "timeout",
        StatusCodes.Status413PayloadTooLarge => "too-long",
        StatusCodes.Status429TooManyRequests => "throttled",
        StatusCodes.Status503ServiceUnavailable => "transient",
        >= StatusCodes.Status500InternalServerError => "exception",
        _ => "invalid",
    };
}
