using Predictor.Api.Fhir;

namespace Predictor.Api.Problems;

/// <summary>Sees to it that every error is answered with a problem: unknown paths, wrong methods, and mistakes of the service.</summary>
internal static partial class ProblemPages
{
    public static void UseProblems(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProblemPages));
        app.Use((context, next) => AnswerFailureAsync(context, next, logger));
        app.UseStatusCodePages(pages => ResultOf(pages.HttpContext, KnownProblems.OfStatus(pages.HttpContext.Response.StatusCode)).ExecuteAsync(pages.HttpContext));
    }

    private static async Task AnswerFailureAsync(HttpContext context, RequestDelegate next, ILogger logger)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone: nobody is left to answer. The request's line in the log shows the status.
            if (!context.Response.HasStarted) context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, e.StatusCode);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            LogFailure(logger, e.GetType().FullName, e.StackTrace);
            await AnswerAsync(context, StatusCodes.Status500InternalServerError);
        }
        catch (BadHttpRequestException)
        {
            // Part of the answer is out and the rest of the body was bad: all that is left to say is that the answer is not whole.
            context.Abort();
        }
        catch (Exception e)
        {
            // Left to the server, its message would go into the log.
            LogFailure(logger, e.GetType().FullName, e.StackTrace);
            context.Abort();
        }
    }

    private static Task AnswerAsync(HttpContext context, int status)
    {
        context.Response.Clear();
        return ResultOf(context, KnownProblems.OfStatus(status)).ExecuteAsync(context);
    }

    /// <summary>A problem as whoever asked can read it: who speaks FHIR is answered in FHIR.</summary>
    public static IResult ResultOf(HttpContext context, Problem problem) =>
        context.Request.Path.StartsWithSegments(FhirEndpoints.Root, StringComparison.OrdinalIgnoreCase) ? FhirErrors.Of(problem) : new ProblemResult(problem);

    // The message of an exception is left out: it may quote what a client sent.
    [LoggerMessage(EventId = 500, Level = LogLevel.Error, Message = "The service failed with {ExceptionType} {Stack}")]
    private static partial void LogFailure(ILogger logger, string? exceptionType, string? stack);
}
