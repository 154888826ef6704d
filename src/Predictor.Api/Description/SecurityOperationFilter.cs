using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Predictor.Api.Problems;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Predictor.Api.Description;

/// <summary>Says of each operation which credentials and scopes it takes, and what it answers without.</summary>
internal sealed class SecurityOperationFilter : IOperationFilter
{
    public const string ApiKey = "ApiKey";
    public const string Bearer = "Bearer";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var scopes = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Select(a => a.Policy).OfType<string>().ToList();
        if (scopes.Count == 0) return;
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKey, context.Document)] = scopes },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = scopes },
        ];
        var schema = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        operation.Responses ??= [];
        foreach (var status in new[] { "401", "403", "429" })
        {
            var response = new OpenApiResponse { Content = new Dictionary<string, IOpenApiMediaType> { [ProblemResult.ContentType] = new OpenApiMediaType { Schema = schema } } };
            var header = status == "429" ? "Retry-After" : "WWW-Authenticate";
            response.Headers = new Dictionary<string, IOpenApiHeader> { [header] = new OpenApiHeader { Schema = new OpenApiSchema { Type = status == "429" ? JsonSchemaType.Integer : JsonSchemaType.String } } };
            operation.Responses[status] = response;
        }
    }
}
