using System.Buffers;
using System.Text.Json;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Scoring;

/// <summary>Answers a score in one piece with its length, and not in chunks.</summary>
internal sealed class ScoreResult(RiskScore score) : IResult
{
    private const int UsualBytes = 8 * 1024;

    // One a thread: what is written has been copied to the response before another request can come.
    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _bytes;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = _bytes ??= new ArrayBufferWriter<byte>(UsualBytes);
        bytes.ResetWrittenCount();
        var json = _json ??= new Utf8JsonWriter(bytes);
        json.Reset(bytes);
        ScoreJson.Write(json, score);
        json.Flush();
        httpContext.Response.ContentType = "application/json";
        httpContext.Response.ContentLength = bytes.WrittenCount;
        httpContext.Response.BodyWriter.Write(bytes.WrittenSpan);
        return Task.CompletedTask;
    }
}
