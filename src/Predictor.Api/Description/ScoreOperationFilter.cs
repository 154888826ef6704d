using Microsoft.OpenApi;
using Predictor.Api.Models;
using Predictor.Api.Problems;
using Predictor.Api.Scoring;
using Predictor.Api.Scoring.Batch;
using Predictor.Api.Scoring.Idempotency;
using Predictor.Risk.Scoring;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Predictor.Api.Description;

/// <summary>Describes the request for a score: its parameters, its body (plain or in gzip), and examples of both and of the answers.</summary>
internal sealed class ScoreOperationFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.OperationId == BatchEndpoint.BatchName) DescribeBatch(operation, context.Document);
        else if (operation.OperationId == ScoringEndpoints.ScoreName) DescribeOne(operation, context.Document);
    }

    private static void DescribeBatch(OpenApiOperation operation, OpenApiDocument document)
    {
        operation.Parameters = [Explain(), Horizon(), Horizons(), Model(), Version(), Key("Taken and not kept: with model=name@version the same batch gets the same answer.")];
        operation.RequestBody = Body(document, BatchEndpoint.ContentType, "One document a line, each as for a single score.");
        if (operation.Responses?["200"].Content?[BatchEndpoint.ContentType] is not OpenApiMediaType lines) return;
        lines.Schema = new OpenApiSchema
        {
            Description = "One answer a line.",
            OneOf = [new OpenApiSchemaReference(nameof(RiskScore), document), new OpenApiSchemaReference(nameof(Problem), document)],
        };
    }

    private static void DescribeOne(OpenApiOperation operation, OpenApiDocument document)
    {
        operation.Parameters =
        [
            Explain(),
            Horizon(),
            Horizons(),
            Model(),
            Version(),
            Key("For a while (by default 15 minutes) the same body and query with the same key get the same answer, even where another model serves by then; with another body or query 422. Answers of errors are not kept."),
        ];
        operation.RequestBody = Body(document, "application/json", "The columns of an export in camelCase.", (Examples.ScoreRequest, "A client who missed a session and cancelled the next"));
        Exemplify(operation, "200", "application/json", (Examples.ScoreResponse, "Scored, with reasons"), (Examples.ScoreResponseExplained, "Scored, with ?explain=full"), (Examples.ScoreResponseCurve, "Scored, with ?explain=none&horizons=all: the curve of a model of five horizons"), (Examples.ScoreResponseOver, "The client is known to be gone"));
        Exemplify(operation, "400", ProblemResult.ContentType, (Examples.ProblemMalformedBody, "The body is not JSON"), (Examples.ProblemInvalidParameter, "A wrong parameter"));
        Exemplify(operation, "422", ProblemResult.ContentType, (Examples.ProblemInvalidEpisode, "Two fields are wrong"));
    }

    private static OpenApiRequestBody Body(OpenApiDocument document, string mediaType, string description, params (string File, string Summary)[] examples) => new()
    {
        Required = true,
        Description = description,
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            [mediaType] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(RequestSchemas.RequestName, document),
                Examples = examples.Length == 0 ? null : Named(examples),
            },
        },
    };

    private static OpenApiParameter Explain() => new()
    {
        Name = ScoreQuery.ExplainName,
        In = ParameterLocation.Query,
        Description = "How much is explained: none; reasons in words with what could be tried; or full for the contribution of every feature as well.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [ScoreQuery.ExplainNone, ScoreQuery.ExplainReasons, ScoreQuery.ExplainFull], Default = ScoreQuery.ExplainReasons },
    };

    private static OpenApiParameter Horizon() => new()
    {
        Name = ScoreQuery.HorizonName,
        In = ParameterLocation.Query,
        Description = "One of the model's horizons in days; by default its first.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0", Maximum = "365" },
    };

    private static OpenApiParameter Horizons() => new()
    {
        Name = ScoreQuery.HorizonsName,
        In = ParameterLocation.Query,
        Description = $"The risk at several of the model's horizons as a curve that never falls: days with commas between, such as 0,28, or {ScoreQuery.HorizonsAll}. At the model's first horizon it is the probability of an answer without horizonDays.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = $"^({ScoreQuery.HorizonsAll}|[0-9]{{1,3}}(,[0-9]{{1,3}})*)$" },
    };

    private static OpenApiParameter Model() => new()
    {
        Name = ModelChoice.ModelName,
        In = ParameterLocation.Query,
        Description = "The model: a name for the version of it that serves, or name@version for one version. Without it the default answers.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiParameter Version() => new()
    {
        Name = ModelChoice.VersionName,
        In = ParameterLocation.Query,
        Description = "The version, where the model is given by its name alone or is the default.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiParameter Key(string meaning) => new()
    {
        Name = IdempotencyKey.HeaderName,
        In = ParameterLocation.Header,
        Description = "A key of 1 to 255 visible characters, such as a UUID, new with every new request and the same when one is sent again (draft-ietf-httpapi-idempotency-key-header). " + meaning,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 257 },
    };

    private static void Exemplify(OpenApiOperation operation, string status, string contentType, params (string File, string Summary)[] examples)
    {
        if (operation.Responses?[status].Content?[contentType] is OpenApiMediaType content) content.Examples = Named(examples);
    }

    private static Dictionary<string, IOpenApiExample> Named(params (string File, string Summary)[] examples) => examples.ToDictionary(
        e => Path.GetFileNameWithoutExtension(e.File),
        IOpenApiExample (e) => new OpenApiExample { Summary = e.Summary, Value = Examples.Node(e.File) });
}
