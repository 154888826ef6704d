using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Predictor.Api.Audit;
using Predictor.Api.Models;
using Predictor.Api.Models.Shadow;
using Predictor.Api.Problems;
using Predictor.Api.Scoring.Idempotency;
using Predictor.Api.Security.Callers;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Scoring;

/// <summary>Answers a body with a score.</summary>
internal sealed class ScoreService(ModelHolder models, ShadowScoring shadow, AnswerMemory memory)
{
    private const string JsonType = "application/json";

    /// <summary>Which model is to answer a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="catalogue">The models as they are now: for the whole request.</param>
    public ScorePlan Plan(IQueryCollection query, out ModelCatalogue catalogue)
    {
        catalogue = models.Catalogue;
        return ScorePlan.Of(query, catalogue);
    }

    /// <summary>The score, or what is wrong.</summary>
    public IResult Score(ModelCatalogue catalogue, ScorePlan plan, ReadOnlyMemory<byte> body, HttpContext context) =>
        TryScore(catalogue, plan, body, AuditEntry.Of(context), out _, out var problem) is { } score ? new ScoreResult(score) : new ProblemResult(problem!);

    /// <summary>The score that the same request with the same key got before, or else a new one, which is kept. A request that is refused binds no key.</summary>
    public IResult ScoreOnce(ModelCatalogue catalogue, ScorePlan plan, ReadOnlyMemory<byte> body, HttpContext context, string key)
    {
        var (caller, fingerprint) = (Caller.NameOf(context) ?? "", IdempotencyKey.Fingerprint(context.Request, body));
        var audit = AuditEntry.Of(context);
        if (memory.Find(caller, key, fingerprint, out var isOther) is { } known) return Again(known, audit);
        if (isOther) return new ProblemResult(KnownProblems.IdempotencyKeyReused());
        if (TryScore(catalogue, plan, body, audit, out var subject, out var problem) is not { } score) return new ProblemResult(problem!);
        var answer = new KeptAnswer(JsonSerializer.SerializeToUtf8Bytes(score, ScoreJson.Options), subject!, score.Model, score.Status);
        return memory.Keep(caller, key, fingerprint, answer, out _) is { } kept ? Again(kept, audit) : new ProblemResult(KnownProblems.IdempotencyKeyReused());
    }

    private RiskScore? TryScore(ModelCatalogue catalogue, ScorePlan plan, ReadOnlyMemory<byte> body, AuditEntry audit, out AuditSubject? subject, out Problem? problem)
    {
        (subject, problem) = (null, plan.Problem);
        if (plan.Model is not { } model) return null;
        var reading = model.Reader.Read(body);
        if (reading.HasErrors)
        {
            problem = KnownProblems.OfEpisode(reading);
            return null;
        }

        var score = model.Scorer.Score(reading.Episode, reading.AsOf.Value.Ticks, plan.Query.Head, plan.Query.Explanation, plan.Query.Curve);
        shadow.Offer(catalogue, model, body, score);
        subject = new AuditSubject(reading.Episode.ClientId, reading.Episode.EpisodeId);
        audit.Scored(subject, score.Model, score.Status);
        return score;
    }

    /// <summary>The trail names the model that the answer came of, which need not be the one that serves by now.</summary>
    private static FileContentHttpResult Again(KeptAnswer answer, AuditEntry audit)
    {
        audit.Scored(answer.Subject, answer.Model, answer.Status);
        return TypedResults.Bytes(answer.Json, JsonType);
    }
}
