using Microsoft.AspNetCore.Http.HttpResults;
using Predictor.Api.Audit;
using Predictor.Api.Models;
using Predictor.Api.Problems;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Health;

/// <summary><c>/healthz</c>: for whatever starts, watches and routes to the service.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/healthz").WithTags("Health");
        health.MapGet("/live", () => Answer("live"))
            .WithName("Live")
            .WithSummary("Whether the process runs")
            .WithDescription("200 as long as the process can answer; restart it when it does not.")
            .Produces<HealthStatus>()
            .ProducesProblems();
        health.MapGet("/ready", Ready)
            .WithName("Ready")
            .WithSummary("Whether the service can score")
            .WithDescription("200 once the model is loaded and checked and the audit trail can be written; until then 503, and for good where the model is missing, changed or not the pinned one.")
            .Produces<HealthStatus>()
            .ProducesProblems(StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Ready(ModelHolder models, AuditTrail trail)
    {
        var (model, whyNone) = models.State;
        if (!trail.IsReady) return new ProblemResult(KnownProblems.AuditUnavailable());
        return model is null ? new ProblemResult(KnownProblems.NotReady(whyNone)) : Answer("ready");
    }

    private static JsonHttpResult<HealthStatus> Answer(string status) => TypedResults.Json(new HealthStatus(status), ScoreJson.Options, "application/json");
}

/// <summary>How the service is.</summary>
/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
public sealed record HealthStatus(string Status);
