using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Predictor.Api.Audit;
using Predictor.Api.CdsHooks.Cards;
using Predictor.Api.CdsHooks.Data;
using Predictor.Api.CdsHooks.Feedback;
using Predictor.Api.Models;
using Predictor.Api.Operations;
using Predictor.Api.Problems;
using Predictor.Api.Security.Callers;

namespace Predictor.Api.CdsHooks;

/// <summary><c>/cds-services</c>: CDS Hooks 2.0, which 3.0 adds to.</summary>
internal static class CdsEndpoints
{
    public const string Root = "/cds-services";
    public const string DiscoveryName = "CdsDiscovery";
    public const string CallName = "CdsCall";

    private const string JsonType = "application/json";
    private const string NoCard = "none";
    private const string Refused = "refused";

    public static void AddCdsHooks(this IServiceCollection services)
    {
        services.AddChecked<CdsOptions>(CdsOptions.Section, o => o.Problems());
        services.AddKeyedSingleton(CdsOptions.Section, (p, _) => new ModelDemand($"{CdsOptions.Section}:{nameof(CdsOptions.Model)}", p.GetRequiredService<IOptions<CdsOptions>>().Value.Model));
        services.AddSingleton(p => p.GetRequiredKeyedService<ModelDemand>(CdsOptions.Section));
        services.AddSingleton<CdsMeters>();
        services.AddSingleton<CdsBody>();
        services.AddSingleton<FhirFetcher>();
        services.AddSingleton<CdsData>();
        services.AddSingleton(p => new CardIds(p.GetRequiredService<AuditKeys>().Get));
        services.AddSingleton<CdsAdvisor>();
        services.AddSingleton<IFeedbackStore, FeedbackFile>();
    }

    /// <summary>Maps the endpoints that EHRs call into the group of <see cref="Root"/>, to be given a policy.</summary>
    public static RouteGroupBuilder MapCdsHooks(this RouteGroupBuilder group)
    {
        var cds = group.MapGroup("").WithTags("CDS Hooks");
        cds.MapGet("", (CdsData data) => Results.Text(Discovery(data.Keys).ToJsonString(), JsonType))
            .WithName(DiscoveryName)
            .WithSummary("The services, and what an EHR is asked to send along")
            .WithDescription("Discovery of CDS Hooks.");
        cds.MapPost("/{id}", CallAsync)
            .Audited("score.cds")
            .WithName(CallName)
            .WithSummary("Advice on one client, as cards")
            .WithDescription("Takes a call of CDS Hooks and answers its cards: one where the risk is high, else none. docs/cds-hooks.md has the details.")
            .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status408RequestTimeout, StatusCodes.Status412PreconditionFailed, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status503ServiceUnavailable);
        cds.MapFeedback();
        return cds;
    }

    /// <summary>The services as they are told to EHRs.</summary>
    public static JsonObject Discovery(PrefetchKeys keys) => new()
    {
        ["services"] = new JsonArray([.. CdsService.All.Select(s => new JsonObject
        {
            ["hook"] = s.Hook,
            ["id"] = s.Id,
            ["title"] = s.Title,
            ["description"] = s.Description,
            ["prefetch"] = new JsonObject([.. keys.Templates.Select(t => KeyValuePair.Create<string, JsonNode?>(t.Key, t.Value))]),
            ["usageRequirements"] = CdsService.UsageRequirements,
        })]),
    };

    private static async Task<IResult> CallAsync(
        string id, HttpContext context, CdsBody bodies, CdsData data, CdsAdvisor advisor, CdsMeters meters, ModelHolder models, [FromKeyedServices(CdsOptions.Section)] ModelDemand demand, TimeProvider time, CancellationToken cancellation)
    {
        if (CdsService.Find(id) is not { } service) return new ProblemResult(CdsProblems.UnknownService());
        var catalogue = models.Catalogue;
        var (model, whyNone) = demand.In(catalogue);
        if (model is null) return new ProblemResult(KnownProblems.NotReady(whyNone));
        var (body, refused) = await bodies.ReadAsync(context.Request, cancellation);
        if (refused is not null) return refused;
        using (body)
        {
            var errors = new CdsErrors();
            if (CdsCall.Read(body!.RootElement, service, model.Package.Pipeline.Calendar, errors) is { } call)
            {
                var asOf = call.AsOf ?? time.GetUtcNow();
                var (resources, recorded, missing) = await data.GatherAsync(call, Caller.NameOf(context), errors, cancellation);
                if (missing.Count > 0)
                {
                    meters.Called(service, Refused);
                    return new ProblemResult(CdsProblems.DataMissing(missing));
                }

                var advice = errors.All.Count > 0 ? null : advisor.Advise(service, call, resources, recorded, catalogue, model, asOf, AuditEntry.Of(context), errors);
                if (errors.All.Count == 0)
                {
                    meters.Called(service, advice?.Band ?? NoCard);
                    return Results.Text(new JsonObject { ["cards"] = advice is { } given ? new JsonArray(given.Card) : [] }.ToJsonString(), JsonType);
                }
            }

            meters.Called(service, Refused);
            return new ProblemResult(CdsProblems.InvalidCall(errors.All));
        }
    }
}
