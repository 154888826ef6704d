namespace Predictor.Api.Problems;

/// <summary>Says in the description of an endpoint which problems it answers.</summary>
internal static class ProblemMetadata
{
    /// <summary>Adds problems by their status; 500 goes without saying.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) endpoint.Produces<Problem>(status, ProblemResult.ContentType);
        return endpoint.Produces<Problem>(StatusCodes.Status500InternalServerError, ProblemResult.ContentType);
    }
}
