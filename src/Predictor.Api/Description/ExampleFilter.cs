using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Predictor.Api.CdsHooks;
using Predictor.Api.CdsHooks.Feedback;
using Predictor.Api.Fhir;
using Predictor.Api.Health;
using Predictor.Api.Models;
using Predictor.Api.Models.Admin;
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
        Exemplify(operation.RequestBody?.Content, operation.OperationId == BatchEndpoint.BatchName ? "One line" : "The request", _ => RequestOf(operation.OperationId));
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
        "Live" => Json(new ServiceHealth("live")),
        "Ready" => Json(new ServiceHealth("ready", new Dictionary<string, string> { ["running"] = "ready", ["model"] = "ready", ["audit"] = "ready" })),
        "ListModels" => Json(new ModelList([ServingModel()])),
        "GetModel" => Examples.Node(Examples.Model),
        BatchEndpoint.BatchName => Examples.Node(Examples.ScoreResponse),
        FhirEndpoints.ScoreName => Examples.Node(Examples.FhirResponse),
        FhirEndpoints.MetadataName => CapabilityStatement.Of(Address),
        FhirEndpoints.DefinitionName => OperationDefinition.Of(Address),
        CdsEndpoints.DiscoveryName => CdsEndpoints.Discovery(PrefetchKeys.Of(new CdsOptions())),
        CdsEndpoints.CallName => Examples.Node(Examples.CdsCards),
        FeedbackEndpoints.FeedbackName => Json(new FeedbackTaken(1, 0, 0)),
        FeedbackEndpoints.CountsName => Json(new FeedbackCounts([new FeedbackCount { Service = "dropout-risk-patient-view", Outcome = "accepted", Count = 12 }])),
        "GetModelState" or "RollBackModel" or "ChooseModelVersion" or "ChooseChallenger" or "ServeHighestVersion" or "StopChallenger" => Json(ServingState()),
        _ => null,
    };

    private static JsonNode? RequestOf(string? operation) => operation switch
    {
        BatchEndpoint.BatchName => Examples.Node(Examples.ScoreRequest),
        "RollBackModel" => new JsonObject { ["from"] = "1.1.0" },
        "ChooseModelVersion" => new JsonObject { ["version"] = "1.0.0" },
        "ChooseChallenger" => new JsonObject { ["challenger"] = "demo@1.1.0" },
        _ => null,
    };

    private static ModelEntry ServingModel()
    {
        var model = Examples.Node(Examples.Model).AsObject();
        (model["serves"], model["isDefault"]) = (true, true);
        return model.Deserialize<ModelEntry>(ScoreJson.Options)!;
    }

    private static AdminState ServingState()
    {
        var model = ServingModel();
        return new AdminState(model.Name, KeepsChoices: true, [new AdminModel(model.Name, model.Version, null, [new AdminVersion(model.Version, model.Sha256, model.CreatedAt)], null)], []);
    }

    private static Problem ProblemOf(int status, string? operation) => status switch
    {
        StatusCodes.Status400BadRequest => Examples.Node(Examples.ProblemInvalidParameter).Deserialize<Problem>(ScoreJson.Options)!,
        StatusCodes.Status404NotFound => KnownProblems.UnknownModel("demo@1.0.0"),
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
