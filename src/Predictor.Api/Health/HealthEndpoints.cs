using Microsoft.AspNetCore.Http.HttpResults;
using Predictor.Api.Audit;
using Predictor.Api.Models;
using Predictor.Api.Problems;
using Predictor.Api.Security.Callers;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Health;

/// <summary><c>/healthz</c>: for whatever starts, watches and routes to the service.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/healthz").WithTags("Health").OpenToAnyone();
        health.MapGet("/live", () => Answer("live"))
            .WithName("Live")
            .WithSummary("Whether the process runs")
            .WithDescription("200 as long as the process can answer; restart it when it does not.")
            .Produces<HealthStatus>()
            .ProducesProblems();
        health.MapGet("/ready", Ready)
            .WithName("Ready")
            .WithSummary("Whether the service can score")
            .WithDescription("200 once a model is loaded and checked and the audit trail can be written; until then 503, and for as long as the model is missing, changed or not the pinned one. The status is degraded where the service scores but an alarm is open, such as a new package that cannot be used.")
            .Produces<HealthStatus>()
            .ProducesProblems(StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Ready(ModelHolder models, AuditTrail trail)
    {
        if (!trail.IsReady) return new ProblemResult(KnownProblems.AuditUnavailable());
        var catalogue = models.Catalogue;
        if (catalogue.State.Model is null) return new ProblemResult(KnownProblems.NotReady(catalogue.State.WhyNone));
        return catalogue.Alarms.Count == 0 ? Answer("ready") : Answer("degraded", [.. catalogue.Alarms.Select(a => a.Code).Distinct()]);
    }

    private static JsonHttpResult<HealthStatus> Answer(string status, IReadOnlyList<string>? because = null) => TypedResults.Json(new HealthStatus(status, because), ScoreJson.Options, "application/json");
}

/// <summary>How the service is.</summary>
/// <param name="Status"><c>live</c>, <c>ready</c>, or <c>degraded</c> where the service scores and somebody has to look at it.</param>
/// <param name="Because">The codes of what is wrong, where the service is degraded; <c>GET /v1/admin/models</c> says more.</param>
public sealed record HealthStatus(string Status, IReadOnlyList<string>? Because = null);
