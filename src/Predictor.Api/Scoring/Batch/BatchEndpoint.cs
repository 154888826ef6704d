using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;
using Predictor.Api.Models;
using Predictor.Api.Operations;
using Predictor.Api.Problems;
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
        .WithTags("Scores")
        .WithName(BatchName)
        .WithSummary("The risks of many clients")
        .WithDescription(
            "Takes one episode a line and answers one line for each, in their order: a score, or a problem with the number of its line. Lines are answered while others still come in: read while you send. A caller that sends everything before it reads is cut off once the buffers between are full; it should send a few hundred lines a request. A batch that stands still ends with a line of status 408, and one that the service has no time for because it stops with a line of status 503, which names the first line that was not taken.")
        .Produces<RiskScore>(StatusCodes.Status200OK, ContentType)
        .ProducesProblems(
            StatusCodes.Status400BadRequest,
            StatusCodes.Status408RequestTimeout,
            StatusCodes.Status413PayloadTooLarge,
            StatusCodes.Status415UnsupportedMediaType,
            StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> ScoreAsync(HttpContext context, ModelHolder models, IOptions<LimitOptions> options, BatchCores cores, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<LineScorer> logger, CancellationToken cancellation)
    {
        var limits = options.Value;
        var (model, whyNone) = models.State;
        if (model is null) return new ProblemResult(KnownProblems.NotReady(whyNone));
        var query = ScoreQuery.Parse(context.Request.Query, model.Package, out var errors);
        if (errors.Count > 0) return new ProblemResult(KnownProblems.InvalidParameters(errors));
        if (!RequestBody.Is(context.Request, ContentType)) return new ProblemResult(KnownProblems.UnsupportedMediaType(ContentType));
        if (context.Request.ContentLength > limits.BatchBytes) return new ProblemResult(KnownProblems.BodyTooLarge(limits.BatchBytes));
        Widen(context.Features, limits);
        context.Response.ContentType = ContentType;
        using var idle = new IdleLimit(TimeSpan.FromSeconds(limits.BatchIdleSeconds), time, cancellation);
        var lines = new LineReader(context.Request.BodyReader, (int)limits.BodyBytes);
        using var taken = new TakenLines(lines.ReadAsync(idle.Token), TimeSpan.FromSeconds(limits.ShutdownSeconds / 2), time, lifetime.ApplicationStopping);
        var scorer = new LineScorer(model, query, limits.BodyBytes, TraceId.Of(context), logger);
        try
        {
            await OrderedPipeline.RunAsync(taken.ReadAsync(idle.Token), (piece, stop) => cores.RunAsync(() => scorer.Score(piece, stop), stop), context.Response.BodyWriter, idle.Moved, idle.Token);
        }
        catch (OperationCanceledException) when (idle.HasTripped)
        {
            await EndAsync(context, KnownProblems.BatchIdle(limits.BatchIdleSeconds));
        }

        if (taken.IsCut) await EndAsync(context, KnownProblems.BatchCut(taken.Count + 1));

        return Results.Empty;
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
