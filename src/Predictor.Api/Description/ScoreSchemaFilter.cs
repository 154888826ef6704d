using Microsoft.OpenApi;
using Predictor.Risk.Reasons;
using Predictor.Risk.Scoring;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Predictor.Api.Description;

/// <summary>Adds to the schema of a score what its type does not tell: the codes of its texts and the range of its numbers.</summary>
internal sealed class ScoreSchemaFilter : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type == typeof(Reason) && schema.Properties?["effect"] is OpenApiSchema effect) effect.Enum = [ReasonEffect.Raises, ReasonEffect.Lowers];
        if (context.Type != typeof(RiskScore) || schema.Properties is not { } properties) return;
        if (properties["status"] is OpenApiSchema status) status.Enum = [ScoreStatus.Scored, ScoreStatus.Withheld, ScoreStatus.Over];
        if (properties["band"] is OpenApiSchema band) band.Enum = ["low", "moderate", "high", "very-high"];
        if (properties["interval"] is OpenApiSchema interval) (interval.MinItems, interval.MaxItems) = (2, 2);
        foreach (var name in new[] { "probability", "percentile", "baseline", "baseRate" })
        {
            if (properties[name] is not OpenApiSchema share) continue;
            share.Minimum = "0";
            share.Maximum = "1";
        }
    }
}
