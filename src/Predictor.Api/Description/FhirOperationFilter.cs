using Microsoft.OpenApi;
using Predictor.Api.Fhir;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Predictor.Api.Description;

/// <summary>Describes the FHIR endpoints: resources in and out, whose schemas are those of FHIR R4 and not repeated here.</summary>
internal sealed class FhirOperationFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.OperationId == FhirEndpoints.ScoreName) DescribeScore(operation);
        else if (operation.OperationId == FhirEndpoints.MetadataName) operation.Responses = Responses(operation, "CapabilityStatement");
        else if (operation.OperationId == FhirEndpoints.DefinitionName) operation.Responses = Responses(operation, "OperationDefinition", "404");
    }

    private static void DescribeScore(OpenApiOperation operation)
    {
        var example = new OpenApiExample { Summary = "A client who missed a session and cancelled the next", Value = Examples.Node(Examples.FhirRequest) };
        var body = new OpenApiMediaType { Schema = Resource("A Bundle, or Parameters with one."), Examples = new Dictionary<string, IOpenApiExample> { ["fhir-request"] = example } };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "The resources of one client: a Bundle, or Parameters with a bundle and, where they are wanted, asOf, patient, episode, horizonDays and recorded.",
            Content = new Dictionary<string, IOpenApiMediaType> { [FhirResult.ContentType] = body, ["application/json"] = body },
        };
        operation.Responses = Responses(operation, "RiskAssessment", "400", "408", "413", "415", "422", "503");
    }

    private static OpenApiResponses Responses(OpenApiOperation operation, string resource, params ReadOnlySpan<string> errors)
    {
        var responses = new OpenApiResponses { ["200"] = Response(resource) };
        // What is said of callers elsewhere holds here too, but for what the body is.
        foreach (var (status, other) in operation.Responses ?? [])
        {
            if (other.Headers is not { Count: > 0 }) continue;
            var response = Response("OperationOutcome");
            response.Headers = other.Headers;
            responses[status] = response;
        }

        foreach (var status in errors) responses[status] = Response("OperationOutcome");
        responses["500"] = Response("OperationOutcome");
        return responses;
    }

    private static OpenApiResponse Response(string resource) => new()
    {
        Description = $"{resource}.",
        Content = new Dictionary<string, IOpenApiMediaType> { [FhirResult.ContentType] = new OpenApiMediaType { Schema = Resource($"A {resource} of FHIR R4 (http://hl7.org/fhir/R4/{resource.ToLowerInvariant()}.html).") } },
    };

    private static OpenApiSchema Resource(string description) => new()
    {
        Type = JsonSchemaType.Object,
        Description = description,
        Properties = new Dictionary<string, IOpenApiSchema> { ["resourceType"] = new OpenApiSchema { Type = JsonSchemaType.String } },
        Required = new HashSet<string> { "resourceType" },
    };
}
