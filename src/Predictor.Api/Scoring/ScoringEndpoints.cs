using Microsoft.Extensions.Options;
using Predictor.Api.Audit;
using Predictor.Api.Operations;
using Predictor.Api.Problems;
using Predictor.Api.Scoring.Idempotency;
using Predictor.Api.Security;
using Predictor.Api.Security.Callers;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Scoring;

/// <summary><c>/risk-scores</c>: the risk that a client leaves.</summary>
internal static class ScoringEndpoints
{
    public const string ScoreName = "ScoreEpisode";
    private const string JsonType = "application/json";

    public static void AddScoring(this IServiceCollection services)
    {
        services.AddChecked<IdempotencyOptions>(IdempotencyOptions.Section, o => o.Problems());
        services.AddSingleton<AnswerMemory>();
        services.AddSingleton<ScoreService>();
    }

    public static void MapScoring(this RouteGroupBuilder group)
    {
        group.MapPost("/risk-scores", ScoreAsync)
            .RequireScope(Scopes.Score)
            .WithTags("Scores")
            .WithName(ScoreName)
            .WithSummary("The risk that one client leaves")
            .WithDescription("Scores one episode from what was known at asOf; later records are left out, and a note says so. The same body gives the same answer, bit for bit, from the same model; with an Idempotency-Key for a while from whatever model. A score informs a conversation: it is no ground for billing, refusing or ending care.")
            .Audited("score")
            .Produces<RiskScore>()
            .ProducesProblems(
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status408RequestTimeout,
                StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType,
                StatusCodes.Status422UnprocessableEntity,
                StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ScoreAsync(HttpContext context, ScoreService scores, IOptions<LimitOptions> limits, CancellationToken cancellation)
    {
        var request = context.Request;
        if (!IdempotencyKey.TryRead(request, out var key)) return new ProblemResult(KnownProblems.InvalidIdempotencyKey());
        var plan = scores.Plan(request.Query, out var catalogue);
        // With a key the answer may be known already, though its model is gone.
        if (plan.Problem is { } problem && key is null) return new ProblemResult(problem);
        if (!RequestBody.Is(request, JsonType)) return new ProblemResult(KnownProblems.UnsupportedMediaType(JsonType));
        var body = await RequestBody.ReadOrNullAsync(request, limits.Value.BodyBytes, cancellation);
        if (body is not { } bytes) return new ProblemResult(KnownProblems.BodyTooLarge(limits.Value.BodyBytes));
        return key is null ? scores.Score(catalogue, plan, bytes, context) : scores.ScoreOnce(catalogue, plan, bytes, context, key);
    }
}
