using System.Buffers;
using System.Text.Json;
using Predictor.Api.Models;
using Predictor.Api.Problems;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Scoring.Batch;

/// <summary>Answers lines: each with its score or its own problem.</summary>
/// <param name="model">The model of the whole batch, whatever is loaded meanwhile.</param>
/// <param name="query">What is asked for.</param>
/// <param name="maximumLineBytes">Told where a line was longer.</param>
/// <param name="traceId">The trace of the request.</param>
internal sealed class LineScorer(LoadedModel model, ScoreQuery query, long maximumLineBytes, string traceId)
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
        if (line is not { } bytes)
        {
            Write(json, KnownProblems.BodyTooLarge(maximumLineBytes), number);
            return;
        }

        var reading = model.Reader.Read(bytes);
        if (reading.HasErrors) Write(json, KnownProblems.OfEpisode(reading), number);
        else JsonSerializer.Serialize(json, model.Scorer.Score(reading.Episode, reading.AsOf.Value.Ticks, query.Head, query.Explanation), ScoreJson.Options);
    }

    private void Write(Utf8JsonWriter json, Problem problem, long number) => JsonSerializer.Serialize(json, problem with { TraceId = traceId, Line = number }, ScoreJson.Options);
}
