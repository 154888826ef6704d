using Microsoft.Extensions.Primitives;
using Predictor.Api.Models;

namespace Predictor.Api.Security;

/// <summary>Headers that keep answers out of caches, frames and guesses.</summary>
internal static class SecurityHeaders
{
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues Nothing = "default-src 'none'; frame-ancestors 'none'";

    // Swagger UI sets styles from its script, and draws its pictures from data URIs.
    private static readonly StringValues OwnPage = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var isPage = context.Request.Path.StartsWithSegments("/swagger", StringComparison.OrdinalIgnoreCase);
        // When the answer starts, since an answer that is begun anew after a failure loses its headers.
        context.Response.OnStarting(static state =>
        {
            var (response, isPage) = ((HttpResponse, bool))state;
            response.Headers.XContentTypeOptions = NoSniff;
            response.Headers.ContentSecurityPolicy = isPage ? OwnPage : Nothing;
            response.Headers["Referrer-Policy"] = NoReferrer;
            // Models tell of no client, and may be asked for again with their entity tag.
            if (!isPage && !response.Headers.CacheControl.Contains(ModelAnswer.NoCacheOfOthers)) response.Headers.CacheControl = NoStore;
            return Task.CompletedTask;
        }, (context.Response, isPage));
        return next(context);
    });
}
