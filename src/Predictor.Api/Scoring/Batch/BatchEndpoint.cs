using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Predictor.Api.Models;
using Predictor.Api.Operations;
using Predictor.Api.Problems;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Scoring.Batch;

/// <summary><c>/risk-scores/batch</c>: many clients in one request, one JSON document a line (NDJSON), answered line by line.</summary>
internal static class BatchEndpoint
{
    public const string BatchName = "ScoreEpisodes";
    public const string ContentType = "application/x-ndjson";

    public static void MapBatchScoring(this RouteGroupBuilder group) => group.MapPost("/risk-scores/batch", ScoreAsync)
        .WithTags("Scores")
        .WithName(BatchName)
        .WithSummary("The risks of many clients")
        .WithDescription(
            "Takes one episode a line and answers one line for each, in their order: a score, or a problem with the number of its line. Lines are answered while others still come in: read the answers while sending, or the service waits.")
        .Produces<RiskScore>(StatusCodes.Status200OK, ContentType)
        .ProducesProblems(
            StatusCodes.Status400BadRequest,
            StatusCodes.Status408RequestTimeout,
            StatusCodes.Status413PayloadTooLarge,
            StatusCodes.Status415UnsupportedMediaType,
            StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> ScoreAsync(HttpContext context, ModelHolder models, IOptions<LimitOptions> limits, CancellationToken cancellation)
    {
        var (model, whyNone) = models.State;
        if (model is null) return new ProblemResult(KnownProblems.NotReady(whyNone));
        var query = ScoreQuery.Parse(context.Request.Query, model.Package, out var errors);
        if (errors.Count > 0) return new ProblemResult(KnownProblems.InvalidParameters(errors));
        if (!RequestBody.Is(context.Request, ContentType)) return new ProblemResult(KnownProblems.UnsupportedMediaType(ContentType));
        if (context.Request.ContentLength > limits.Value.BatchBytes) return new ProblemResult(KnownProblems.BodyTooLarge(limits.Value.BatchBytes));
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = limits.Value.BatchBytes;
        context.Response.ContentType = ContentType;
        var lineBytes = limits.Value.BodyBytes;
        var scorer = new LineScorer(model, query, lineBytes, TraceId.Of(context));
        await OrderedPipeline.RunAsync(new LineReader(context.Request.BodyReader, (int)lineBytes).ReadAsync(cancellation), scorer.Score, context.Response.BodyWriter, cancellation);
        return Results.Empty;
    }
}
