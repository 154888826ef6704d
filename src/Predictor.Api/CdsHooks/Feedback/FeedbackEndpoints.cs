using Predictor.Api.Audit;
using Predictor.Api.CdsHooks.Cards;
using Predictor.Api.Problems;
using Predictor.Api.Security.Callers;
using Predictor.Risk.Scoring;

namespace Predictor.Api.CdsHooks.Feedback;

/// <summary>What users did with cards: taken from EHRs, and counted.</summary>
internal static class FeedbackEndpoints
{
    public const string FeedbackName = "CdsFeedback";
    public const string CountsName = "CdsFeedbackCounts";

    private const string RetryAfterSeconds = "5";

    public static void MapFeedback(this RouteGroupBuilder cds) => cds.MapPost("/{id}/feedback", TakeAsync)
        .Audited("cds.feedback")
        .WithName(FeedbackName)
        .WithSummary("What users did with cards")
        .WithDescription("Takes feedback as CDS Hooks describes it. An entry that came before is answered as well and does not count again; one about a card that the service did not give is answered and not kept. Comments are not kept.")
        .Produces<FeedbackTaken>()
        .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status408RequestTimeout, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status503ServiceUnavailable);

    /// <summary>Maps how often cards had which outcome, to be given a policy of its own.</summary>
    public static RouteHandlerBuilder MapFeedbackCounts(this RouteGroupBuilder group) => group.MapGet("/cds-feedback", Counts)
        .WithTags("CDS Hooks")
        .WithName(CountsName)
        .WithSummary("How often cards were accepted or set aside")
        .WithDescription("Counts by service, outcome and reason, since the feedback file was begun.")
        .Produces<FeedbackCounts>()
        .ProducesProblems(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> TakeAsync(string id, HttpContext context, CdsBody bodies, IFeedbackStore store, CardIds ids, CdsMeters meters, TimeProvider time, CancellationToken cancellation)
    {
        if (CdsService.Find(id) is not { } service) return new ProblemResult(CdsProblems.UnknownService());
        var (body, refused) = await bodies.ReadAsync(context.Request, cancellation);
        if (refused is not null) return refused;
        using (body)
        {
            var errors = new CdsErrors();
            var entries = FeedbackReader.Read(body!.RootElement, service, Caller.NameOf(context) ?? "", time.GetUtcNow(), errors);
            if (errors.All.Count > 0) return new ProblemResult(CdsProblems.InvalidFeedback(errors.All));
            try
            {
                var own = entries.Where(e => ids.IsOwn(e.Card, service.Id)).ToList();
                var (fresh, known) = await store.AddAsync(own);
                var ignored = entries.Count - fresh.Count - known;
                foreach (var entry in fresh) meters.Fedback(entry.Service, entry.Outcome, entry.Reason ?? "none");
                if (ignored > 0) meters.Ignored(service, ignored);
                return TypedResults.Json(new FeedbackTaken(fresh.Count, known, ignored), ScoreJson.Options, "application/json");
            }
            catch (IOException)
            {
                return Unavailable(context);
            }
        }
    }

    private static IResult Counts(HttpContext context, IFeedbackStore store)
    {
        try
        {
            return TypedResults.Json(new FeedbackCounts(store.Counts()), ScoreJson.Options, "application/json");
        }
        catch (IOException)
        {
            return Unavailable(context);
        }
    }

    private static ProblemResult Unavailable(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return new ProblemResult(CdsProblems.FeedbackUnavailable());
    }
}
