using System.Buffers;
using System.Text.Json;
using Predictor.Api.Audit;
using Predictor.Api.Models;
using Predictor.Api.Operations.Telemetry;
using Predictor.Api.Problems;
using Predictor.Care.Episodes;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Scoring.Batch;

/// <summary>Answers lines: each with its score or its own problem.</summary>
/// <param name="model">The model of the whole batch, whatever is loaded meanwhile.</param>
/// <param name="query">What is asked for.</param>
/// <param name="onScored">Told of each line with its score; neither waits nor fails.</param>
/// <param name="maximumLineBytes">Told where a line was longer.</param>
/// <param name="audit">The entry of the batch in the audit trail.</param>
/// <param name="traceId">The trace of the request.</param>
/// <param name="logger">Told of mistakes of the service, without a value of any line.</param>
internal sealed partial class LineScorer(LoadedModel model, ScoreQuery query, Action<ReadOnlyMemory<byte>, RiskScore> onScored, long maximumLineBytes, AuditEntry audit, string traceId, ILogger logger)
{
    private const int UsualBytes = 16 * 1024;

    /// <summary>The answers to the lines of a piece, one a line, with what the audit trail has to hold before they go out.</summary>
    public ScoredPiece Score(LinePiece piece, CancellationToken cancellation)
    {
        var records = new AuditRecord[piece.Count];
        var answers = new ArrayBufferWriter<byte>(UsualBytes);
        using var json = new Utf8JsonWriter(answers);
        for (var i = 0; i < piece.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            records[i] = Answer(json, piece.LineAt(i), piece.NumberOf(i));
            json.Flush();
            json.Reset();
            answers.Write("\n"u8);
        }

        return new ScoredPiece(answers.WrittenMemory, records);
    }

    private AuditRecord Answer(Utf8JsonWriter json, ReadOnlyMemory<byte>? line, long number)
    {
        var (episode, score, problem) = AnswerTo(line);
        if (problem is null)
        {
            ScoreJson.Write(json, score!);
            return audit.Line(number, episode!, score!);
        }

        ServiceMeter.Refused(problem.Type, problem.Status);
        JsonSerializer.Serialize(json, problem with { TraceId = traceId, Line = number }, ScoreJson.Options);
        return audit.Line(number, problem);
    }

    /// <summary>An episode with its score, or a problem.</summary>
    private (Episode? Episode, RiskScore? Score, Problem? Problem) AnswerTo(ReadOnlyMemory<byte>? line)
    {
        if (line is not { } bytes) return (null, null, KnownProblems.LineTooLong(maximumLineBytes));
        try
        {
            var reading = model.Reader.Read(bytes);
            if (reading.HasErrors) return (null, null, KnownProblems.OfEpisode(reading));
            var score = model.Scorer.Score(reading.Episode, reading.AsOf.Value.Ticks, query.Head, query.Explanation, query.Curve);
            onScored(bytes, score);
            return (reading.Episode, score, null);
        }
#pragma warning disable CA1031 // A mistake of the service costs its line and not the thousands beside it; it is logged and answered as what it is.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailure(logger, traceId, e.GetType().FullName, e.StackTrace);
            return (null, null, KnownProblems.OfStatus(StatusCodes.Status500InternalServerError));
        }
    }

    // The message of an exception is left out: it may quote what a client sent.
    [LoggerMessage(EventId = 501, Level = LogLevel.Error, Message = "A line of a batch failed, trace {TraceId}: {ExceptionType} {Stack}")]
    private static partial void LogFailure(ILogger logger, string traceId, string? exceptionType, string? stack);
}
