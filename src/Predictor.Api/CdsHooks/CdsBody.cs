using System.Text.Json;
using Microsoft.Extensions.Options;
using Predictor.Api.Operations;
using Predictor.Api.Problems;
using Predictor.Api.Scoring;

namespace Predictor.Api.CdsHooks;

/// <summary>Takes the bodies of CDS clients: JSON, within the limits.</summary>
internal sealed class CdsBody(IOptions<LimitOptions> limits)
{
    private const string JsonType = "application/json";

    /// <summary>The document of a request, to be disposed of; or what it is answered with.</summary>
    public async ValueTask<(JsonDocument? Document, ProblemResult? Refused)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!RequestBody.Is(request, JsonType)) return (null, new ProblemResult(KnownProblems.UnsupportedMediaType(JsonType)));
        if (await RequestBody.ReadOrNullAsync(request, limits.Value.BodyBytes, cancellation) is not { } body) return (null, new ProblemResult(KnownProblems.BodyTooLarge(limits.Value.BodyBytes)));
        try
        {
            return (JsonDocument.Parse(body), null);
        }
        catch (JsonException)
        {
            return (null, new ProblemResult(CdsProblems.MalformedBody()));
        }
    }
}
