using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;
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
        health.MapGet("/live", () => Answer(new ServiceHealth("live", null)))
            .WithName("Live")
            .WithSummary("Whether the process runs")
            .WithDescription("200 as long as the process can answer; restart it when it does not.")
            .Produces<ServiceHealth>()
            .ProducesProblems();
        health.MapGet("/ready", ReadyAsync)
            .WithName("Ready")
            .WithSummary("Whether the service can do its work")
            .WithDescription("200 once a model is loaded and checked and the audit trail can be written, with the name of each check; else 503, which says what is missing. The status is degraded where the service scores but an alarm is open, such as a new package that cannot be used. A service that was told to stop is not ready.")
            .Produces<ServiceHealth>()
            .ProducesProblems(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ReadyAsync(HealthCheckService service, CancellationToken cancellation)
    {
        var report = await service.CheckHealthAsync(c => c.Tags.Contains(ReadyChecks.Tag), cancellation);
        if (report.Status == HealthStatus.Unhealthy) return new ProblemResult(KnownProblems.NotReady(WhyNot(report)));
        var checks = report.Entries.ToDictionary(e => e.Key, e => StatusOf(e.Value.Status));
        return Answer(new ServiceHealth(StatusOf(report.Status), checks, ReadyChecks.CodesOf(report)));
    }

    private static string StatusOf(HealthStatus status) => status == HealthStatus.Healthy ? "ready" : "degraded";

    /// <summary>Descriptions are written for anybody; where a check failed instead of answering, its name has to do.</summary>
    private static string WhyNot(HealthReport report) => string.Join(' ', report.Entries.Where(e => e.Value.Status == HealthStatus.Unhealthy)
        .Select(e => e.Value is { Exception: null, Description: { Length: > 0 } description } ? description : $"The check '{e.Key}' failed."));

    private static JsonHttpResult<ServiceHealth> Answer(ServiceHealth health) => TypedResults.Json(health, ScoreJson.Options, "application/json");
}

/// <summary>How the service is.</summary>
/// <param name="Status"><c>live</c>, <c>ready</c>, or <c>degraded</c> where the service scores and somebody has to look at it.</param>
/// <param name="Checks">What was checked, by name: <c>ready</c>, or <c>degraded</c> where it works and somebody should look. None for <c>live</c>.</param>
/// <param name="Because">The codes of what is wrong, where the service is degraded; <c>GET /v1/admin/models</c> says more.</param>
public sealed record ServiceHealth(string Status, IReadOnlyDictionary<string, string>? Checks = null, IReadOnlyList<string>? Because = null);
