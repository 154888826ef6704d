using System.Text.Json.Nodes;
using Predictor.Api.Operations.Telemetry;

namespace Predictor.Api.Fhir;

/// <summary>Answers a FHIR resource.</summary>
internal sealed class FhirResult(JsonObject resource, int status = StatusCodes.Status200OK) : IResult, IStatusCodeHttpResult
{
    public const string ContentType = "application/fhir+json";

    public int? StatusCode => status;

    /// <summary>An error as an OperationOutcome.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">A code of http://hl7.org/fhir/issue-type.</param>
    /// <param name="text">What is wrong, in a sentence without any value of the request.</param>
    /// <param name="expression">Where, as a FHIRPath; null where it is not in the body.</param>
    public static FhirResult Error(int status, string code, string text, string? expression = null) =>
        new(OperationOutcome.Of([OperationOutcome.Issue("error", code, text, expression)]), status);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (status >= StatusCodes.Status400BadRequest) ServiceMeter.Refused("OperationOutcome", status);
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = $"{ContentType}; charset=utf-8";
        await httpContext.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(resource.ToJsonString()), httpContext.RequestAborted);
    }
}
