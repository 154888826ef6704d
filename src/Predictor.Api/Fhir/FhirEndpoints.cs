using System.Text.Json;
using Microsoft.Extensions.Options;
using Predictor.Api.Audit;
using Predictor.Api.Models;
using Predictor.Api.Models.Shadow;
using Predictor.Api.Operations;
using Predictor.Api.Scoring;
using Predictor.Care.Fhir;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Fhir;

/// <summary><c>/fhir/R4</c>: the operation that scores a client from FHIR resources, and what the server says of itself.</summary>
internal static class FhirEndpoints
{
    public const string Root = "/fhir/R4";
    public const string ScoreName = "ScoreFhir";
    public const string MetadataName = "FhirMetadata";
    public const string DefinitionName = "FhirOperationDefinition";

    private const string JsonType = "application/json";

    public static void AddFhir(this IServiceCollection services)
    {
        services.AddChecked<FhirOptions>(FhirOptions.Section, o => o.Problems());
        services.AddSingleton<FhirReaders>();
        services.AddKeyedSingleton(FhirOptions.Section, (p, _) => new ModelDemand($"{FhirOptions.Section}:{nameof(FhirOptions.Model)}", p.GetRequiredService<IOptions<FhirOptions>>().Value.Model));
        services.AddSingleton(p => p.GetRequiredKeyedService<ModelDemand>(FhirOptions.Section));
    }

    /// <summary>Maps the endpoints into the group of <see cref="Root"/>.</summary>
    /// <param name="group">The group.</param>
    /// <returns>The operation, and the endpoints that only describe the server, each to be given a policy of its own.</returns>
    public static (IEndpointConventionBuilder Operation, IEndpointConventionBuilder Description) MapFhir(this RouteGroupBuilder group)
    {
        var operation = group.MapGroup("").WithTags("FHIR");
        operation.MapPost($"/${FhirCall.OperationName}", ScoreAsync)
            .Audited("score.fhir")
            .WithName(ScoreName)
            .WithSummary("The risk that one client leaves, from FHIR R4 resources")
            .WithDescription("Takes a Bundle of one client, or Parameters with a bundle and options; answers a RiskAssessment, or an OperationOutcome where no episode can be judged. docs/fhir.md has the mapping.");
        var description = group.MapGroup("").WithTags("FHIR");
        description.MapGet("/metadata", (HttpRequest request) => new FhirResult(CapabilityStatement.Of(BaseOf(request))))
            .WithName(MetadataName)
            .WithSummary("What the server can do")
            .WithDescription("The CapabilityStatement of this server.");
        description.MapGet("/OperationDefinition/{id}", (string id, HttpRequest request) => id == FhirCall.OperationName
                ? new FhirResult(OperationDefinition.Of(BaseOf(request)))
                : FhirResult.Error(StatusCodes.Status404NotFound, "not-found", $"There is no such definition; expected {FhirCall.OperationName}."))
            .WithName(DefinitionName)
            .WithSummary("What the operation takes and answers")
            .WithDescription("The OperationDefinition to which the CapabilityStatement refers.");
        return (operation, description);
    }

    private static string BaseOf(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}{Root}";

    private static async Task<IResult> ScoreAsync(HttpContext context, ModelHolder models, [FromKeyedServices(FhirOptions.Section)] ModelDemand demand, FhirReaders readers, ShadowScoring shadow, TimeProvider time, IOptions<LimitOptions> limits, CancellationToken cancellation)
    {
        var catalogue = models.Catalogue;
        var (model, whyNone) = demand.In(catalogue);
        if (model is null) return FhirResult.Error(StatusCodes.Status503ServiceUnavailable, "transient", whyNone);
        // A horizon or a model that is asked for in the wrong place must not be answered with another. Those with an underscore are general ones of FHIR.
        if (context.Request.Query.Keys.Any(k => !k.StartsWith('_')))
        {
            return FhirResult.Error(StatusCodes.Status400BadRequest, "invalid", "The operation takes no parameters in its address; expected them in the body, as Parameters.");
        }

        if (!RequestBody.Is(context.Request, FhirResult.ContentType) && !RequestBody.Is(context.Request, JsonType))
        {
            return FhirResult.Error(StatusCodes.Status415UnsupportedMediaType, "not-supported", $"The content type is not supported; expected {FhirResult.ContentType} or {JsonType}, in UTF-8, without Content-Encoding or with gzip.");
        }

        if (await RequestBody.ReadOrNullAsync(context.Request, limits.Value.BodyBytes, cancellation) is not { } body)
        {
            return FhirResult.Error(StatusCodes.Status413PayloadTooLarge, "too-long", FormattableString.Invariant($"The body is too large; expected at most {limits.Value.BodyBytes} bytes."));
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return Score(document.RootElement, model, readers, (request, score) => shadow.Offer(catalogue, model, new ShadowResources(readers, request), score), time, AuditEntry.Of(context));
        }
        catch (JsonException)
        {
            return FhirResult.Error(StatusCodes.Status400BadRequest, "structure", "The body is not JSON in UTF-8, or is nested too deeply.");
        }
    }

    private static FhirResult Score(JsonElement document, LoadedModel model, FhirReaders readers, Action<FhirEpisodeRequest, RiskScore> offer, TimeProvider time, AuditEntry audit)
    {
        if (FhirCall.Read(document, out var error) is not { } call) return error!;
        var calendar = model.Package.Pipeline.Calendar;
        if (call.AsOf(calendar, time, out error) is not { } asOf) return error!;
        if (HeadOf(call, model.Package, out error) is not { } head) return error!;
        var request = new FhirEpisodeRequest { Resources = call.Resources, AsOf = asOf, Patient = call.Patient, Episode = call.Episode, Recorded = call.Recorded, Place = call.Place };
        var reading = readers.For(model).Read(request);
        if (reading.HasErrors) return new FhirResult(OperationOutcome.Of(reading.Issues), StatusCodes.Status422UnprocessableEntity);
        var score = model.Scorer.Score(reading.Episode, asOf.UtcTicks, head, Explanation.Reasons);
        offer(request, score);
        audit.Scored(new AuditSubject(reading.Episode.ClientId, reading.Episode.EpisodeId), score.Model, score.Status);
        return new FhirResult(RiskAssessment.Of(score, reading, calendar));
    }

    private static ModelHead? HeadOf(FhirCall call, ModelPackage package, out FhirResult? error)
    {
        error = null;
        if (call.HorizonDays is not { } days) return package.Heads[0];
        if (package.HeadOf(days) is { } head) return head;
        error = FhirResult.Error(StatusCodes.Status400BadRequest, "value", $"The model has no such horizon; expected one of {string.Join(", ", package.Heads.Select(h => h.HorizonDays))}.", $"Parameters.parameter.where(name='{FhirCall.HorizonName}')");
        return null;
    }
}
