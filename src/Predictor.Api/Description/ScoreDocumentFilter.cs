using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Predictor.Api.Description;

/// <summary>Adds the schemas of the body, which is read by hand and so has no type that could be looked at.</summary>
internal sealed class ScoreDocumentFilter : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        foreach (var (name, schema) in RequestSchemas.All(swaggerDoc)) swaggerDoc.AddComponent(name, schema);
    }
}
