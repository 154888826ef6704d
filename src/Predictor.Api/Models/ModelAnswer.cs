using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Predictor.Risk.Scoring;

namespace Predictor.Api.Models;

/// <summary>An answer about models that stays the same until a model changes, with its strong entity tag (RFC 9110, 8.8.3).</summary>
internal sealed class ModelAnswer : IResult
{
    /// <summary>A caller may keep the answer for itself, and has to ask whether it still holds.</summary>
    public const string NoCacheOfOthers = "private, no-cache";

    private readonly byte[] _json;
    private readonly string _tag;

    private ModelAnswer(byte[] json, string tag)
    {
        _json = json;
        _tag = tag;
    }

    /// <param name="value">What is answered.</param>
    /// <param name="identity">What the tag begins with: the hash of the model, or what stands for several.</param>
    public static ModelAnswer Of<T>(T value, string identity)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, ScoreJson.Options);
        // A hash of the answer follows: a newer version of the service may say more of the same model.
        return new ModelAnswer(json, $"{identity}.{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 4))}");
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.CacheControl = NoCacheOfOthers;
        // A compressed answer is another representation, so its strong tag has to be another. Whether it is compressed is known when it starts.
        response.OnStarting(static state =>
        {
            var (answer, response) = ((ModelAnswer, HttpResponse))state;
            response.Headers.ETag = answer.TagOf(response.Headers.ContentEncoding);
            return Task.CompletedTask;
        }, (this, response));
        if (IsKnown(httpContext.Request))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = "application/json";
        return response.Body.WriteAsync(_json, httpContext.RequestAborted).AsTask();
    }

    private string TagOf(string? encoding) => string.IsNullOrEmpty(encoding) ? $"\"{_tag}\"" : $"\"{_tag}-{encoding}\"";

    /// <summary>True where the caller has the answer already, in whatever encoding it came.</summary>
    private bool IsKnown(HttpRequest request)
    {
        if (!EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch.OfType<string>().ToList(), out var tags)) return false;
        return tags.Any(t => t.Tag == "*" || t.Tag == TagOf(null) || t.Tag == TagOf("br") || t.Tag == TagOf("gzip"));
    }
}
