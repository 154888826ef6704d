using System.Diagnostics;

namespace Predictor.Api.Operations;

/// <summary>The id by which a request is found in the log.</summary>
internal static class TraceId
{
    /// <summary>
    /// The trace of the caller's <c>traceparent</c>, or a new one. Ids of older formats are whatever a caller wrote, so they are not taken over.
    /// </summary>
    public static string Of(HttpContext context) =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString() : context.TraceIdentifier;
}
