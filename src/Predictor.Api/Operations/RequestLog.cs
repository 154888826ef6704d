using Predictor.Api.Security.Callers;

namespace Predictor.Api.Operations;

/// <summary>Writes one line a request: who asked what and how it went, and nothing of what was in it.</summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> logger)
{
    public Task InvokeAsync(HttpContext context) => logger.IsEnabled(LogLevel.Information) ? LoggedAsync(context) : next(context);

    private async Task LoggedAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Log(context, start);
        }
    }

    private void Log(HttpContext context, long start)
    {
        var (method, route, trace) = (MethodOf(context.Request), RouteOf(context), TraceId.Of(context));
        var caller = Caller.NameOf(context) ?? "(none)";
        var (status, elapsed) = (context.Response.StatusCode, time.GetElapsedTime(start).TotalMilliseconds);
        Log(method, route, status, elapsed, caller, trace);
    }

    /// <summary>The method, if it is one: a caller can write anything in its place.</summary>
    internal static string MethodOf(HttpRequest request) => request.Method switch
    {
        "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" or "TRACE" or "CONNECT" => request.Method,
        _ => "(other)",
    };

    /// <summary>The template of the route: a path may hold a name, and a query anything.</summary>
    internal static string RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Method} {Route} {Status} {ElapsedMilliseconds} ms, caller {Caller}, trace {TraceId}")]
    private partial void Log(string method, string route, int status, double elapsedMilliseconds, string caller, string traceId);
}
