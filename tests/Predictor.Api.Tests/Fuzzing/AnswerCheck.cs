using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Predictor.Api.Fhir;
using Predictor.Api.Problems;

namespace Predictor.Api.Tests.Fuzzing;

/// <summary>Says whether an answer is one that may come: no mistake of the service, described for its operation, and valid by what is described.</summary>
/// <param name="description">The description of the API.</param>
internal sealed partial class AnswerCheck(JsonElement description)
{
    /// <summary>The header in which the service of the test tells which endpoint it found.</summary>
    public const string EndpointHeader = "X-Test-Endpoint";

    private const string BatchType = "application/x-ndjson";

    /// <summary>What the server says by itself to whoever does not speak HTTP.</summary>
    private static readonly int[] OfTheServer = [400, 405, 408, 411, 413, 414, 417, 421, 426, 431, 501, 505];

    private readonly SchemaCheck _schemas = new(description);

    /// <summary>What is wrong with an answer; null where it may come.</summary>
    public string? Fault(FuzzRequest request, RawAnswer answer)
    {
        var status = answer.Status.ToString(CultureInfo.InvariantCulture);
        if (answer.Status == 500) return "a mistake of the service";
        if (request.HasOddHead && answer.Body.Length == 0 && OfTheServer.Contains(answer.Status)) return null;
        if (request.IsPreflight && answer is { Status: 204, Body.Length: 0 }) return null;
        var operation = OperationOf(request, answer);
        if (request.Method == "HEAD") return answer.Status is >= 400 and < 500 || request.Endpoint.Operation.ValueKind == JsonValueKind.Undefined ? null : $"status {status} to HEAD";
        JsonDocument? single = null;
        try
        {
            var type = answer.Header("Content-Type")?.Split(';')[0];
            var body = answer.Unpacked();
            if (answer.Status >= 400 && Internals().Match(Encoding.UTF8.GetString(body)) is { Success: true } leak) return $"the problem tells of what is inside: {leak.Value}";
            if (type != BatchType && body.Length > 0) single = JsonDocument.Parse(body);
            return operation.ValueKind == JsonValueKind.Object ? DescribedFault(operation, status, type, body, single?.RootElement) : OtherFault(request, answer.Status, type, single?.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return $"the body is not what it says: {e.Message}";
        }
        finally
        {
            single?.Dispose();
        }
    }

    /// <summary>The operation that was answered. Where the service found none that the request names, it is the one that was meant.</summary>
    private JsonElement OperationOf(FuzzRequest request, RawAnswer answer)
    {
        if (answer.Header(EndpointHeader) is { Length: > 0 } found) return FuzzSeeds.OperationOf(found, description);
        return request.KeepsEndpoint ? request.Endpoint.Operation : default;
    }

    private string? DescribedFault(JsonElement operation, string status, string? type, byte[] body, JsonElement? value)
    {
        if (!operation.GetProperty("responses").TryGetProperty(status, out var response)) return $"status {status} is not described";
        if (!response.TryGetProperty("content", out var contents)) return body.Length == 0 ? null : $"status {status} has a body";
        if (type is null || !contents.TryGetProperty(type, out var content)) return $"status {status} is of the type {type}, which is not described";
        var schema = content.GetProperty("schema");
        if (type == BatchType) return Encoding.UTF8.GetString(body).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => LineFault(schema, l)).FirstOrDefault(f => f is not null);
        if (value is not { } document) return $"status {status} has no body";
        return (_schemas.Fault(schema, document) is { } fault ? $"status {status}: {fault}" : null) ?? (status[0] is '4' or '5' ? ProblemFault(document, type, status) : null);
    }

    private string? LineFault(JsonElement schema, string line)
    {
        using var document = JsonDocument.Parse(line);
        if (_schemas.Fault(schema, document.RootElement) is { } fault) return $"a line: {fault}";
        if (!document.RootElement.TryGetProperty("type", out _)) return null;
        if (document.RootElement.GetProperty("status").GetInt32() == 500) return "a line: a mistake of the service";
        return Internals().Match(line) is { Success: true } leak ? $"a line tells of what is inside: {leak.Value}" : null;
    }

    /// <summary>An answer to what the description does not know: refused with a problem.</summary>
    private string? OtherFault(FuzzRequest request, int status, string? type, JsonElement? value)
    {
        if (status < 400) return request.Endpoint.Operation.ValueKind == JsonValueKind.Undefined ? null : $"status {status} from an endpoint that is not described";
        if (status >= 500) return $"status {status}";
        if (value is not { } document) return $"status {status} has no body";
        if (type is not (ProblemResult.ContentType or FhirResult.ContentType)) return $"status {status} is of the type {type}; expected a problem";
        if (type == ProblemResult.ContentType && _schemas.Fault(description.GetProperty("components").GetProperty("schemas").GetProperty(nameof(Problem)), document) is { } fault) return $"status {status}: {fault}";
        return ProblemFault(document, type, status.ToString(CultureInfo.InvariantCulture));
    }

    private static string? ProblemFault(JsonElement problem, string type, string status)
    {
        if (type == FhirResult.ContentType) return problem.GetProperty("resourceType").GetString() == "OperationOutcome" ? null : $"status {status} is no OperationOutcome";
        var said = problem.GetProperty("status").GetRawText();
        return said == status ? null : $"status {status}, but the problem says {said}";
    }

    [GeneratedRegex(@"\bat [A-Z]\w*\.\w+|\b(System|Microsoft|Predictor)\.[A-Z]\w+|\w+Exception\b|\.cs\b|/(tmp|home|root|usr|var|work)/|[A-Z]:\\")]
    private static partial Regex Internals();
}
