using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Predictor.Api.CdsHooks;
using Predictor.Api.CdsHooks.Feedback;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Predictor.Api.Description;

/// <summary>Describes the bodies of CDS Hooks, which are read and written by hand.</summary>
internal sealed class CdsOperationFilter : IOperationFilter
{
    private const string Json = "application/json";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.OperationId == CdsEndpoints.DiscoveryName)
        {
            (operation.Responses ??= [])["200"] = Answer(Object("The services.", ("services", List(Service()))));
        }
        else if (operation.OperationId == CdsEndpoints.CallName)
        {
            operation.RequestBody = Body(
                "A call of CDS Hooks 2.0. Unknown fields and extensions are passed over.",
                Call(),
                (Examples.CdsPatientView, "The record of a client is opened, with all data sent along"),
                (Examples.CdsAppointmentBook, "An appointment is being booked"));
            (operation.Responses ??= [])["200"] = Answer(Object("The cards; an empty list where there is no advice.", ("cards", List(Card()))));
            NameService(operation);
        }
        else if (operation.OperationId == FeedbackEndpoints.FeedbackName)
        {
            operation.RequestBody = Body("What users did with cards. All entries are taken, or none.", Object("Feedback.", ("feedback", List(Entry()))), (Examples.CdsFeedback, "One card accepted, one set aside"));
            NameService(operation);
        }
    }

    private static void NameService(OpenApiOperation operation)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(p => p.Name == "id"))
        {
            parameter.Description = "The id of the service.";
            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. CdsService.All.Select(JsonNode (s) => JsonValue.Create(s.Id))] };
        }
    }

    private static OpenApiSchema Service() => Object(
        "A service.",
        ("hook", Text("When it is to be called.")), ("id", Text("Its name in the path.")), ("title", Text("Its name for people.")), ("description", Text("What it does.")),
        ("prefetch", new OpenApiSchema { Type = JsonSchemaType.Object, Description = "What is to be sent along: queries relative to the FHIR server, by their keys.", AdditionalProperties = Text("A query.") }),
        ("usageRequirements", Text("What it needs.")));

    private static OpenApiSchema Call()
    {
        var call = Object(
            "A call.",
            ("hook", Text("The hook of the service.")),
            ("hookInstance", Uuid("An id of the call.")),
            ("context", Object("What it is about. appointment-book has appointments as well.", ("userId", Text("Who is to be advised, such as Practitioner/17.")), ("patientId", Text("The FHIR id of the client.")))));
        call.Properties!["fhirServer"] = Text("The address of the EHR's FHIR server; required where fhirAuthorization is sent.");
        call.Properties["fhirAuthorization"] = Object(
            "Leave to read that server.",
            ("access_token", Text("An OAuth 2 access token.")), ("token_type", Text("Bearer.")), ("expires_in", new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "Its life in seconds." }), ("scope", Text("Its scopes.")), ("subject", Text("The client id of the service at the EHR.")));
        call.Properties["prefetch"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The answers to the queries of discovery, by their keys: a resource, a Bundle, null for no data, or an OperationOutcome for an error." };
        return call;
    }

    private static OpenApiSchema Card()
    {
        var card = Object(
            "A card.",
            ("uuid", Uuid("Its id, for feedback.")),
            ("summary", new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 139, Description = "What it says, in one sentence." }),
            ("indicator", new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["info", "warning", "critical"], Description = "How much it weighs." }),
            ("detail", Text("Why, and what could be tried, as Markdown.")),
            ("source", Object("Where it is from.", ("label", Text("Predictor.")))));
        foreach (var list in new[] { "suggestions", "overrideReasons", "links" }) card.Properties![list] = List(new OpenApiSchema { Type = JsonSchemaType.Object });
        card.Properties!["selectionBehavior"] = Text("How many suggestions can be taken.");
        return card;
    }

    private static OpenApiSchema Entry()
    {
        var entry = Object(
            "What a user did with a card.",
            ("card", Uuid("The card.")),
            ("outcome", new OpenApiSchema { Type = JsonSchemaType.String, Enum = [FeedbackReader.Accepted, FeedbackReader.Overridden], Description = "What was done." }),
            ("outcomeTimestamp", new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time", Description = "When." }));
        entry.Properties!["acceptedSuggestions"] = List(Object("A suggestion that was taken.", ("id", Uuid("Its uuid."))));
        entry.Properties["overrideReason"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "Why the card was set aside: reason, a coding of the card. A userComment is not kept." };
        return entry;
    }

    private static OpenApiRequestBody Body(string description, OpenApiSchema schema, params (string File, string Summary)[] examples) => new()
    {
        Required = true,
        Description = description,
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            [Json] = new OpenApiMediaType
            {
                Schema = schema,
                Examples = examples.ToDictionary(e => Path.GetFileNameWithoutExtension(e.File), IOpenApiExample (e) => new OpenApiExample { Summary = e.Summary, Value = Examples.Node(e.File) }),
            },
        },
    };

    private static OpenApiResponse Answer(OpenApiSchema schema) => new()
    {
        Description = "The answer.",
        Content = new Dictionary<string, IOpenApiMediaType> { [Json] = new OpenApiMediaType { Schema = schema } },
    };

    private static OpenApiSchema Object(string description, params (string Name, OpenApiSchema Schema)[] required) => new()
    {
        Type = JsonSchemaType.Object,
        Description = description,
        Properties = required.ToDictionary(r => r.Name, IOpenApiSchema (r) => r.Schema),
        Required = required.Select(r => r.Name).ToHashSet(),
    };

    private static OpenApiSchema List(OpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema Uuid(string description) => new() { Type = JsonSchemaType.String, Format = "uuid", Description = description };
}
