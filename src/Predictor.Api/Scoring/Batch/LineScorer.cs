using System.Buffers;
using System.Text.Json;
using Predictor.Api.Models;
using Predictor.Api.Operations.Telemetry;
using Predictor.Api.Problems;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Scoring.Batch;

/// <summary>Answers lines: each with its score or its own problem.</summary>
/// <param name="model">The model of the whole batch, whatever is loaded meanwhile.</param>
/// <param name="query">What is asked for.</param>
/// <param name="maximumLineBytes">Told where a line was longer.</param>
/// <param name="traceId">The trace of the request.</param>
/// <param name="logger">Told of mistakes of the service, without a value of any line.</param>
internal sealed partial class LineScorer(LoadedModel model, ScoreQuery query, long maximumLineBytes, string traceId, ILogger logger)
{
    /// <summary>The answers to the lines of a piece, one a line.</summary>
    public ReadOnlyMemory<byte> Score(LinePiece piece, CancellationToken cancellation)
    {
        var answers = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(answers);
        for (var i = 0; i < piece.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Answer(json, piece.LineAt(i), piece.NumberOf(i));
            json.Flush();
            json.Reset();
            answers.Write("\n"u8);
        }

        return answers.WrittenMemory;
    }

    private void Answer(Utf8JsonWriter json, ReadOnlyMemory<byte>? line, long number)
    {
        switch (AnswerTo(line))
        {
            case RiskScore score:
                JsonSerializer.Serialize(json, score, ScoreJson.Options);
                break;
            case Problem problem:
                ServiceMeter.Refused(problem.Type, problem.Status);
                JsonSerializer.Serialize(json, problem with { TraceId = traceId, Line = number }, ScoreJson.Options);
                break;
        }
    }

    /// <summary>A <see cref="RiskScore"/> or a <see cref="Problem"/>.</summary>
    private object AnswerTo(ReadOnlyMemory<byte>? line)
    {
        if (line is not { } bytes) return KnownProblems.LineTooLong(maximumLineBytes);
        try
        {
            var reading = model.Reader.Read(bytes);
            return reading.HasErrors ? KnownProblems.OfEpisode(reading) : model.Scorer.Score(reading.Episode, reading.AsOf.Value.Ticks, query.Head, query.Explanation);
        }
#pragma warning disable CA1031 // A mistake of the service costs its line and not the thousands beside it; it is logged and answered as what it is.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailure(logger, traceId, e.GetType().FullName, e.StackTrace);
            return KnownProblems.OfStatus(StatusCodes.Status500InternalServerError);
        }
    }

    // The message of an exception is left out: it may quote what a client sent.
    [LoggerMessage(EventId = 501, Level = LogLevel.Error, Message = "A line of a batch failed, trace {TraceId}: {ExceptionType} {Stack}")]
    private static partial void LogFailure(ILogger logger, string traceId, string? exceptionType, string? stack);
}
