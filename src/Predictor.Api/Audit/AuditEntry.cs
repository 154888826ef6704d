using Predictor.Api.Operations;
using Predictor.Care.Episodes;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Audit;

/// <summary>What is to stand in the audit trail of a request under way. The endpoint says whom it is about and what came of it; the rest is known.</summary>
/// <param name="operation">What was asked for.</param>
/// <param name="context">The request.</param>
internal sealed class AuditEntry(string operation, HttpContext context)
{
    private const string NoCaller = "anonymous";

    private readonly string _line = $"{operation}.line";
    private readonly string _caller = Security.Callers.Caller.NameOf(context) ?? NoCaller;
    private readonly string _trace = TraceId.Of(context);
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private AuditSubject? _subject;
    private ScoredBy? _model;
    private string? _outcome;

    /// <summary>True for an answer that begins before all of it is known: each part is kept before it goes out.</summary>
    public bool IsStreamed { get; private set; }

    /// <summary>True once the trail holds it, or it is known that it cannot.</summary>
    public bool IsRecorded { get; set; }

    /// <summary>The entry of a request whose endpoint is audited.</summary>
    public static AuditEntry Of(HttpContext context) =>
        context.Features.Get<AuditEntry>() ?? throw new InvalidOperationException($"The endpoint is not audited; expected .{nameof(AuditEndpoints.Audited)}(...) where it is mapped.");

    /// <summary>An episode was scored, or there was no ground to score it.</summary>
    /// <param name="subject">Whom the score is about.</param>
    /// <param name="model">The model.</param>
    /// <param name="status">The status of the score.</param>
    public void Scored(AuditSubject subject, ScoredBy model, string status) => (_subject, _model, _outcome) = (subject, model, status);

    /// <summary>The answer is streamed, its parts kept by <see cref="KeepAsync"/>.</summary>
    /// <param name="model">The model of all parts.</param>
    public void BeginStream(ScoredBy model) => (IsStreamed, _model) = (true, model);

    /// <summary>Keeps and counts the records of a part of a streamed answer.</summary>
    /// <returns>Ends once the part may go out.</returns>
    public async Task KeepAsync(AuditTrail trail, IReadOnlyList<AuditRecord> records)
    {
        await trail.RecordAsync(records);
        lock (_counts)
        {
            foreach (var record in records) _counts[record.Outcome] = _counts.GetValueOrDefault(record.Outcome) + 1;
        }
    }

    /// <summary>The record of the request.</summary>
    /// <param name="status">The HTTP status of its answer.</param>
    /// <param name="problem">The type of the problem that is answered.</param>
    public AuditRecord Record(int status, string? problem) => new()
    {
        Operation = operation,
        Caller = _caller,
        Outcome = status < StatusCodes.Status400BadRequest ? _outcome ?? AuditOutcome.Done : AuditOutcome.Of(status),
        Status = status,
        Problem = problem,
        Subject = _subject,
        Model = _model,
        Trace = _trace,
        Counts = _counts.Count == 0 ? null : _counts,
    };

    /// <summary>The record of one line of a batch.</summary>
    public AuditRecord Line(long line, Episode episode, RiskScore score) => OfLine(line, StatusCodes.Status200OK) with
    {
        Outcome = score.Status,
        Subject = new AuditSubject(episode.ClientId, episode.EpisodeId),
        Model = score.Model,
    };

    /// <summary>The record of one line of a batch that was answered with a problem.</summary>
    public AuditRecord Line(long line, Problems.Problem problem) => OfLine(line, problem.Status) with { Problem = problem.Type };

    private AuditRecord OfLine(long line, int status) => new()
    {
        Operation = _line,
        Caller = _caller,
        Outcome = AuditOutcome.Of(status),
        Status = status,
        Trace = _trace,
        Line = line,
    };
}
