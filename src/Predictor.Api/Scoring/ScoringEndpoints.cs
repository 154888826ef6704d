using Microsoft.Extensions.Options;
using Predictor.Api.Audit;
using Predictor.Api.Models;
using Predictor.Api.Operations;
using Predictor.Api.Problems;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Scoring;

/// <summary><c>/risk-scores</c>: the risk that a client leaves.</summary>
internal static class ScoringEndpoints
{
    public const string ScoreName = "ScoreEpisode";
    private const string JsonType = "application/json";

    public static void MapScoring(this RouteGroupBuilder group)
    {
        group.MapPost("/risk-scores", ScoreAsync)
            .WithTags("Scores")
            .WithName(ScoreName)
            .WithSummary("The risk that one client leaves")
            .WithDescription("Scores one episode from what was known at asOf; later records are left out, and a note says so. The same body gives the same answer, bit for bit. A score informs a conversation: it is no ground for billing, refusing or ending care.")
            .Audited("score")
            .Produces<RiskScore>()
            .ProducesProblems(
                StatusCodes.Status400BadRequest,
                StatusCodes.Status408RequestTimeout,
                StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType,
                StatusCodes.Status422UnprocessableEntity,
                StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ScoreAsync(HttpContext context, ModelHolder models, IOptions<LimitOptions> limits, CancellationToken cancellation)
    {
        var (model, whyNone) = models.State;
        if (model is null) return new ProblemResult(KnownProblems.NotReady(whyNone));
        var query = ScoreQuery.Parse(context.Request.Query, model.Package, out var errors);
        if (errors.Count > 0) return new ProblemResult(KnownProblems.InvalidParameters(errors));
        if (!RequestBody.Is(context.Request, JsonType)) return new ProblemResult(KnownProblems.UnsupportedMediaType(JsonType));
        var body = await ReadBodyAsync(context.Request, limits.Value.BodyBytes, cancellation);
        if (body is not { } bytes) return new ProblemResult(KnownProblems.BodyTooLarge(limits.Value.BodyBytes));
        var reading = model.Reader.Read(bytes);
        if (reading.HasErrors) return new ProblemResult(KnownProblems.OfEpisode(reading));
        var score = model.Scorer.Score(reading.Episode, reading.AsOf.Value.Ticks, query.Head, query.Explanation);
        AuditEntry.Of(context).Scored(reading.Episode, score);
        return TypedResults.Json(score, ScoreJson.Options, JsonType);
    }

    private static async ValueTask<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpRequest request, long maximumBytes, CancellationToken cancellation)
    {
        try
        {
            return await RequestBody.ReadAsync(request, maximumBytes, cancellation);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // The server has the same limit and may meet it first.
            return null;
        }
    }
}
