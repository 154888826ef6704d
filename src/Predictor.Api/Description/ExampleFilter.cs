using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Predictor.Api.Fhir;
using Predictor.Api.Health;
using Predictor.Api.Models;
using Predictor.Api.Problems;
using Predictor.Api.Scoring.Batch;
using Predictor.Risk.Scoring;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Predictor.Api.Description;

/// <summary>Gives every body that has no example yet one. Problems are made by the code that answers them, so that they are what is answered.</summary>
internal sealed class ExampleFilter : IOperationFilter
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string Address = "https://predictor.clinic.example" + FhirEndpoints.Root;

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.OperationId == BatchEndpoint.BatchName) Exemplify(operation.RequestBody?.Content, "One line", _ => Examples.Node(Examples.ScoreRequest));
        foreach (var (status, response) in operation.Responses ?? [])
        {
            var number = int.Parse(status, CultureInfo.InvariantCulture);
            if (number < StatusCodes.Status400BadRequest) Exemplify(response.Content, "The answer", _ => AnswerOf(operation.OperationId));
            else Exemplify(response.Content, KnownProblems.OfStatus(number).Title, type => type == FhirResult.ContentType ? OutcomeOf(number) : Json(ProblemOf(number, operation.OperationId) with { TraceId = TraceId }));
        }
    }

    private static void Exemplify(IDictionary<string, IOpenApiMediaType>? content, string summary, Func<string, JsonNode?> example)
    {
        foreach (var (type, body) in content ?? new Dictionary<string, IOpenApiMediaType>())
        {
            if (body is not OpenApiMediaType { Examples: null or { Count: 0 } } own || example(type) is not { } value) continue;
            own.Examples = new Dictionary<string, IOpenApiExample> { ["example"] = new OpenApiExample { Summary = summary, Value = value } };
        }
    }

    private static JsonNode? AnswerOf(string? operation) => operation switch
    {
        "Live" => Json(new ServiceHealth("live", null)),
        "Ready" => Json(new ServiceHealth("ready", new Dictionary<string, string> { ["running"] = "ready", ["model"] = "ready" })),
        "ListModels" => Json(new ModelList([Examples.Node(Examples.Model).Deserialize<ModelSummary>(ScoreJson.Options)!])),
        "GetModel" => Examples.Node(Examples.Model),
        BatchEndpoint.BatchName => Examples.Node(Examples.ScoreResponse),
        FhirEndpoints.ScoreName => Examples.Node(Examples.FhirResponse),
        FhirEndpoints.MetadataName => CapabilityStatement.Of(Address),
        FhirEndpoints.DefinitionName => OperationDefinition.Of(Address),
        _ => null,
    };

    private static Problem ProblemOf(int status, string? operation) => status switch
    {
        StatusCodes.Status400BadRequest => Examples.Node(Examples.ProblemInvalidParameter).Deserialize<Problem>(ScoreJson.Options)!,
        StatusCodes.Status404NotFound => KnownProblems.UnknownModel(),
        StatusCodes.Status408RequestTimeout when operation == BatchEndpoint.BatchName => KnownProblems.BatchIdle(60),
        StatusCodes.Status413PayloadTooLarge => KnownProblems.BodyTooLarge(1024 * 1024),
        StatusCodes.Status415UnsupportedMediaType => KnownProblems.UnsupportedMediaType(operation == BatchEndpoint.BatchName ? BatchEndpoint.ContentType : "application/json"),
        StatusCodes.Status429TooManyRequests => KnownProblems.TooManyRequests(1),
        StatusCodes.Status503ServiceUnavailable => KnownProblems.NotReady(ModelState.Loading.WhyNone),
        _ => KnownProblems.OfStatus(status),
    };

    private static JsonObject OutcomeOf(int status)
    {
        var problem = KnownProblems.OfStatus(status);
        return OperationOutcome.Of([OperationOutcome.Issue("error", FhirErrors.CodeOf(status), problem.Detail ?? $"{problem.Title}.", null)]);
    }

    private static JsonNode Json<T>(T value) => JsonSerializer.SerializeToNode(value, ScoreJson.Options)!;
}
