using Predictor.Api.Audit.Durable;
using Predictor.Api.Problems;

namespace Predictor.Api.Audit;

/// <summary>Has endpoints keep a record of each request in the audit trail before they answer it.</summary>
internal static class AuditEndpoints
{
    private const string RetryAfterSeconds = "1";

    /// <summary>
    /// Each request is kept in the audit trail, and answered only once it stands there; while the trail cannot be written it is answered with 503. The handler says through
    /// <see cref="AuditEntry"/> whom the request was about. A result tells its status by <see cref="IStatusCodeHttpResult"/>.
    /// </summary>
    /// <param name="endpoints">The endpoints.</param>
    /// <param name="operation">What stands in the trail as the act, such as <c>score</c>.</param>
    public static TBuilder Audited<TBuilder>(this TBuilder endpoints, string operation)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter((invocation, next) => KeepAsync(invocation, next)).WithMetadata(new AuditedOperation(operation));

    /// <summary>Keeps a record of known callers who were refused an audited endpoint before it was reached.</summary>
    public static void UseAudit(this WebApplication app) => app.Use((context, next) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AuditedOperation>() is null ? next(context) : KeepRefusedAsync(context, next));

    private static async ValueTask<object?> KeepAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var trail = context.RequestServices.GetRequiredService<AuditTrail>();
        // Asked first, so that nothing is worked out that could not be answered.
        if (!trail.IsReady) return Unavailable(context);
        var entry = Begin(context);
        object? result;
        try
        {
            result = await next(invocation);
        }
        catch (Exception e)
        {
            await KeepFailureAsync(context, trail, entry, e);
            throw;
        }

        if (entry.IsRecorded) return result;
        if (context.Response.HasStarted && !entry.IsStreamed) throw new InvalidOperationException("An audited endpoint began its answer before its record was kept.");
        try
        {
            await trail.RecordAsync(entry.Record(StatusOf(result, context), (result as ProblemResult)?.Problem.Type));
            entry.IsRecorded = true;
            return result;
        }
        catch (LogUnavailableException) when (!context.Response.HasStarted)
        {
            entry.IsRecorded = true;
            return Unavailable(context);
        }
        catch (LogUnavailableException)
        {
            // All that is left to say is that the answer is not whole.
            context.Abort();
            return Results.Empty;
        }
    }

    private static async Task KeepFailureAsync(HttpContext context, AuditTrail trail, AuditEntry entry, Exception failure)
    {
        entry.IsRecorded = true;
        try
        {
            await trail.RecordAsync(entry.Record(StatusOfFailure(context, failure), null));
        }
        catch (LogUnavailableException)
        {
            // Nothing was told to anybody: the failure goes its way, and the trail has told the service's log.
        }
    }

    /// <summary>The status of a request that was not answered by its endpoint.</summary>
    private static int StatusOfFailure(HttpContext context, Exception failure)
    {
        if (context.Features.Get<CallerGone>()?.Token.IsCancellationRequested == true) return StatusCodes.Status499ClientClosedRequest;
        if (failure is BadHttpRequestException bad) return bad.StatusCode;
        // The caller is there, so it was the limit of time.
        return failure is OperationCanceledException && context.RequestAborted.IsCancellationRequested ? StatusCodes.Status408RequestTimeout : StatusCodes.Status500InternalServerError;
    }

    private static async Task KeepRefusedAsync(HttpContext context, RequestDelegate next)
    {
        context.Features.Set(new CallerGone(context.RequestAborted));
        await next(context);
        if (context.Response.StatusCode != StatusCodes.Status403Forbidden || context.Response.HasStarted) return;
        if (context.Features.Get<AuditEntry>() is { IsRecorded: true }) return;
        try
        {
            await context.RequestServices.GetRequiredService<AuditTrail>().RecordAsync(Begin(context).Record(context.Response.StatusCode, null));
        }
        catch (LogUnavailableException)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private static AuditEntry Begin(HttpContext context)
    {
        var operation = context.GetEndpoint()!.Metadata.GetRequiredMetadata<AuditedOperation>().Name;
        var entry = new AuditEntry(operation, context);
        context.Features.Set(entry);
        return entry;
    }

    private static int StatusOf(object? result, HttpContext context) => (result as IStatusCodeHttpResult)?.StatusCode ?? context.Response.StatusCode;

    private static IResult Unavailable(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return ProblemPages.ResultOf(context, KnownProblems.AuditUnavailable());
    }
}

/// <summary>Tells that the caller has gone. Kept from before the limit of time, which puts a token in the request's place that tells of both.</summary>
/// <param name="Token">Cancelled once the caller has gone.</param>
internal sealed record CallerGone(CancellationToken Token);

/// <summary>Says that an endpoint is audited.</summary>
/// <param name="Name">What stands in the trail as the act.</param>
internal sealed record AuditedOperation(string Name);
