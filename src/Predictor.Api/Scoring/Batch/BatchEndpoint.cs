using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;
using Predictor.Api.Audit;
using Predictor.Api.Audit.Durable;
using Predictor.Api.Models;
using Predictor.Api.Models.Shadow;
using Predictor.Api.Operations;
using Predictor.Api.Problems;
using Predictor.Api.Scoring.Idempotency;
using Predictor.Api.Security;
using Predictor.Api.Security.Callers;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Scoring.Batch;

/// <summary><c>/risk-scores/batch</c>: many clients in one request, one JSON document a line (NDJSON), answered line by line.</summary>
internal static class BatchEndpoint
{
    public const string BatchName = "ScoreEpisodes";
    public const string ContentType = "application/x-ndjson";

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    public static void MapBatchScoring(this RouteGroupBuilder group) => group.MapPost("/risk-scores/batch", ScoreAsync)
        .RequireScope(Scopes.Score)
        .LimitAsBatch()
        .CompressAnswer()
        .Audited("score.batch")
        .WithTags("Scores")
        .WithName(BatchName)
        .WithSummary("The risks of many clients")
        .WithDescription(
            "Takes one episode a line and answers one line for each, in their order: a score, or a problem with the number of its line. Lines are answered while others still come in: read while you send. A caller that sends everything before it reads is cut off once the buffers between are full; it should send a few hundred lines a request. A batch that stands still ends with a line of status 408, and one that the service has no time for because it stops with a line of status 503, which names the first line that was not taken. One model answers the whole batch, even where another takes its place meanwhile. An Idempotency-Key is taken and not kept: with ?model=name@version the same batch gets the same answer.")
        .Produces<RiskScore>(StatusCodes.Status200OK, ContentType)
        .ProducesProblems(
            StatusCodes.Status400BadRequest,
            StatusCodes.Status404NotFound,
            StatusCodes.Status408RequestTimeout,
            StatusCodes.Status413PayloadTooLarge,
            StatusCodes.Status415UnsupportedMediaType,
            StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> ScoreAsync(HttpContext context, ModelHolder models, ShadowScoring shadow, IOptions<LimitOptions> options, BatchCores cores, AuditTrail trail, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<LineScorer> logger, CancellationToken cancellation)
    {
        var limits = options.Value;
        if (!IdempotencyKey.TryRead(context.Request, out _)) return new ProblemResult(KnownProblems.InvalidIdempotencyKey());
        var catalogue = models.Catalogue;
        var plan = ScorePlan.Of(context.Request.Query, catalogue);
        if (plan.Model is not { } model) return new ProblemResult(plan.Problem!);
        if (!RequestBody.Is(context.Request, ContentType)) return new ProblemResult(KnownProblems.UnsupportedMediaType(ContentType));
        if (context.Request.ContentLength > limits.BatchBytes) return new ProblemResult(KnownProblems.BodyTooLarge(limits.BatchBytes));
        Widen(context.Features, limits);
        context.Response.ContentType = ContentType;
        using var idle = new IdleLimit(TimeSpan.FromSeconds(limits.BatchIdleSeconds), time, cancellation);
        var lines = new LineReader(RequestBody.Open(context.Request, limits.BatchBytes), (int)limits.BodyBytes);
        using var taken = new TakenLines(lines.ReadAsync(idle.Token), TimeSpan.FromSeconds(limits.ShutdownSeconds / 2), time, lifetime.ApplicationStopping);
        var audit = AuditEntry.Of(context);
        audit.BeginStream(model.ScoredBy);
        var scorer = new LineScorer(model, plan.Query, (line, score) => shadow.Offer(catalogue, model, line, score), limits.BodyBytes, audit, TraceId.Of(context), logger);
        try
        {
            await OrderedPipeline.RunAsync(taken.ReadAsync(idle.Token), ScoreAndKeepAsync, context.Response.BodyWriter, idle.Moved, idle.Token);
        }
        catch (OperationCanceledException) when (idle.HasTripped)
        {
            await EndAsync(context, KnownProblems.BatchIdle(limits.BatchIdleSeconds));
        }
        catch (LogUnavailableException)
        {
            // Nor could the record of the whole batch be kept.
            audit.IsRecorded = true;
            await EndAsync(context, KnownProblems.AuditUnavailable());
        }

        if (taken.IsCut) await EndAsync(context, KnownProblems.BatchCut(taken.Count + 1));

        return Results.Empty;

        async Task<ReadOnlyMemory<byte>> ScoreAndKeepAsync(LinePiece piece, CancellationToken stop)
        {
            var scored = await cores.RunAsync(() => scorer.Score(piece, stop), stop);
            await audit.KeepAsync(trail, scored.Records);
            return scored.Answers;
        }
    }

    /// <summary>A batch is larger than one body, and may wait for lines: the server's limits for one request do not fit. Its own take their place.</summary>
    private static void Widen(IFeatureCollection features, LimitOptions limits)
    {
        if (features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = limits.BatchBytes;
        if (features.Get<IHttpMinRequestBodyDataRateFeature>() is { } coming) coming.MinDataRate = null;
        if (features.Get<IHttpMinResponseDataRateFeature>() is { } going) going.MinDataRate = null;
    }

    /// <summary>Says in a last line why no more come. A caller who does not read cannot be told, and is cut off.</summary>
    private static async Task EndAsync(HttpContext context, Problem problem)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(LastWords);
        try
        {
            await context.Response.WriteAsync(JsonSerializer.Serialize(problem with { TraceId = TraceId.Of(context) }, ScoreJson.Options) + "\n", patience.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }
}
