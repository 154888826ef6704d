using Predictor.Api.Operations;
using Predictor.Api.Operations.Telemetry;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Problems;

/// <summary>Answers a problem.</summary>
internal sealed class ProblemResult(Problem problem) : IResult, IStatusCodeHttpResult
{
    public const string ContentType = "application/problem+json";

    public Problem Problem => problem;

    public int? StatusCode => problem.Status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        ServiceMeter.Refused(problem.Type, problem.Status);
        httpContext.Response.StatusCode = problem.Status;
        return httpContext.Response.WriteAsJsonAsync(problem with { TraceId = TraceId.Of(httpContext) }, ScoreJson.Options, ContentType, httpContext.RequestAborted);
    }
}
