using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using OpenTelemetry;

namespace Predictor.Api.Operations.Telemetry;

/// <summary>Says in the trace of a request what was asked and how it went. Neither path nor query: a path may hold a name, and a query anything.</summary>
internal sealed class RequestTrace(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity ? DescribedAsync(context, activity) : next(context);

    private async Task DescribedAsync(HttpContext context, Activity activity)
    {
        try
        {
            await next(context);
        }
        finally
        {
            Describe(activity, context);
        }
    }

    private static void Describe(Activity activity, HttpContext context)
    {
        var (method, route) = (RequestLog.MethodOf(context.Request), RequestLog.RouteOf(context));
        activity.DisplayName = $"{method} {route}";
        activity.SetTag("http.request.method", method);
        activity.SetTag("http.route", route);
        activity.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError) activity.SetStatus(ActivityStatusCode.Error);
    }
}

/// <summary>Takes from a trace all that <see cref="RequestTrace"/> did not put there, whatever the framework or the caller added.</summary>
internal sealed class TraceCleaner : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Kept = ["http.request.method", "http.route", "http.response.status_code"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in data.TagObjects.Where(t => !Kept.Contains(t.Key)).Select(t => t.Key).ToList()) data.SetTag(tag, null);
        data.TraceStateString = null;
    }
}
