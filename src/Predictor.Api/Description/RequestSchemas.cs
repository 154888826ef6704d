using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Predictor.Api.Description;

/// <summary>The schemas of the body of a request for a score, made from the descriptions of its fields.</summary>
internal static class RequestSchemas
{
    public const string RequestName = "RiskScoreRequest";

    private const int MaximumTextLength = 256;
    private const string Day = "a day such as 2026-03-02 (known at its end, in the zone of the model), or a time with its offset such as 2026-03-02T09:00:00+01:00";

    /// <summary>All schemas by name, the request first.</summary>
    public static IEnumerable<(string Name, OpenApiSchema Schema)> All(OpenApiDocument document)
    {
        yield return (RequestName, Request(document));
        yield return (EpisodeFields.Record.SchemaName, Episode());
        foreach (var record in EventFields.All) yield return (record.SchemaName, Record(record));
    }

    private static OpenApiSchema Request(OpenApiDocument document)
    {
        var properties = new Dictionary<string, IOpenApiSchema>
        {
            ["asOf"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = $"The moment at which the episode is judged; what became known later is left out: {Day}." },
            [EpisodeFields.Record.Name] = new OpenApiSchemaReference(EpisodeFields.Record.SchemaName, document),
        };
        foreach (var record in EventFields.All)
        {
            var isRequired = record == EventFields.Appointments;
            properties[record.Name] = new OpenApiSchema
            {
                Type = isRequired ? JsonSchemaType.Array : JsonSchemaType.Array | JsonSchemaType.Null,
                Items = new OpenApiSchemaReference(record.SchemaName, document),
                Description = isRequired ? "All appointments; an empty list where there is none." : $"All {record.Name}, in any order. Leave the list out where the clinic does not record them; an empty list says that there were none.",
            };
        }

        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "One episode with all its events, and the moment at which it is to be judged. Unknown fields are refused.",
            Properties = properties,
            Required = new HashSet<string> { "asOf", EpisodeFields.Record.Name, EventFields.Appointments.Name },
            AdditionalPropertiesAllowed = false,
        };
    }

    private static OpenApiSchema Episode()
    {
        var schema = Record(EpisodeFields.Record);
        schema.PatternProperties = new Dictionary<string, IOpenApiSchema>
        {
            ["^x_."] = new OpenApiSchema
            {
                Type = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean | JsonSchemaType.Null,
                Description = "A further covariate. One that the model was not trained with has no effect.",
            },
        };
        return schema;
    }

    private static OpenApiSchema Record(RecordDescription record) => new()
    {
        Type = JsonSchemaType.Object,
        Description = record.Meaning,
        Properties = record.Fields.ToDictionary(f => f.Name, IOpenApiSchema (f) => Field(f)),
        Required = record.Fields.Where(f => f.IsRequired).Select(f => f.Name).ToHashSet(),
        AdditionalPropertiesAllowed = false,
    };

    private static OpenApiSchema Field(FieldDescription field)
    {
        var type = field.Kind != FieldKind.Number ? JsonSchemaType.String : field.IsWhole ? JsonSchemaType.Integer : JsonSchemaType.Number;
        return new OpenApiSchema
        {
            Type = field.IsRequired ? type : type | JsonSchemaType.Null,
            Description = field.Kind == FieldKind.Moment ? $"{field.Meaning} It is {Day}." : field.Meaning,
            Enum = field.Kind == FieldKind.Code ? Codes(field) : null,
            MaxLength = field.Kind == FieldKind.Text ? MaximumTextLength : null,
            Minimum = field.Minimum?.ToString(CultureInfo.InvariantCulture),
            Maximum = field.Maximum?.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static List<JsonNode> Codes(FieldDescription field)
    {
        var codes = field.Codes.Select(JsonNode (c) => JsonValue.Create(c)).ToList();
        // A list of values allows nothing else, so the value for "unknown" has to stand in it.
        if (!field.IsRequired) codes.Add(JsonNullSentinel.JsonNull);
        return codes;
    }
}
