using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Predictor.Api.Tests.Privacy;

namespace Predictor.Api.Tests.Fuzzing;

/// <summary>A request that is good, as far as it depends on the endpoint: what mutations begin with.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">A path that leads to the endpoint.</param>
/// <param name="ContentType">What the body is; null where there is none.</param>
/// <param name="Body">The body.</param>
internal sealed record FuzzSeed(string Method, string Path, string? ContentType, byte[] Body);

/// <summary>An endpoint and good requests to it.</summary>
/// <param name="Name">Its method and path, as <see cref="MarkedRequests.NameOf"/> gives them.</param>
/// <param name="Operation">How the description describes it; undefined where it does not.</param>
/// <param name="Seeds">Good requests.</param>
internal sealed record FuzzEndpoint(string Name, JsonElement Operation, IReadOnlyList<FuzzSeed> Seeds);

/// <summary>Good requests to every endpoint: their bodies are those of <see cref="MarkedRequests"/>, the examples of the description, and a few more.</summary>
internal static class FuzzSeeds
{
    public const string ModelName = "a";
    public const string OtherModelName = "b";

    /// <summary>What stands for the parameters of paths, by the beginning of the path. Whoever adds an endpoint with a parameter adds its values.</summary>
    private static readonly (string Path, string Name, string[] Values)[] Parameters =
    [
        ("/cds-services/", "{id}", ["dropout-risk-patient-view", "dropout-risk-appointment-book"]),
        ("/fhir/R4/OperationDefinition/", "{id}", ["score-dropout-risk"]),
        ("/v1/models/", "{name}", [ModelName, OtherModelName]),
        ("/v1/admin/models/", "{name}", [ModelName, OtherModelName]),
        ("/swagger/", "{documentName}", ["v1"]),
        ("/swagger/", "{extension}", ["json"]),
    ];

    /// <summary>Bodies of instructions that are carried out, which depends on the models of the test.</summary>
    private static readonly Dictionary<string, string[]> Instructions = new()
    {
        ["POST /v1/admin/models/{name}/roll-back"] = ["""{"from":"1.2.0"}""", """{"from":"1.1.0"}"""],
        ["PUT /v1/admin/models/{name}/version"] = ["""{"version":"1.2.0"}""", """{"version":"1.1.0"}"""],
        ["PUT /v1/admin/models/{name}/challenger"] = ["""{"challenger":"b@1.0.0"}""", """{"challenger":"a@1.1.0"}"""],
    };

    /// <summary>All endpoints of the service.</summary>
    /// <param name="endpoints">As the service tells them.</param>
    /// <param name="description">The description of the API.</param>
    public static IReadOnlyList<FuzzEndpoint> Of(IEnumerable<RouteEndpoint> endpoints, JsonElement description) =>
        [.. endpoints.Select(e => Of(e, description)).OrderBy(e => e.Name, StringComparer.Ordinal)];

    /// <summary>The operation of a description; undefined where there is none.</summary>
    /// <param name="name">Method and path.</param>
    /// <param name="description">The description of the API.</param>
    public static JsonElement OperationOf(string name, JsonElement description)
    {
        var (method, path) = (name[..name.IndexOf(' ', StringComparison.Ordinal)], name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return description.GetProperty("paths").TryGetProperty(path, out var operations) && operations.TryGetProperty(method.ToLowerInvariant(), out var operation) ? operation : default;
    }

    private static FuzzEndpoint Of(RouteEndpoint endpoint, JsonElement description)
    {
        var name = MarkedRequests.NameOf(endpoint);
        var operation = OperationOf(name, description);
        List<(string? Type, string Body)> bodies = [];
        if (MarkedRequests.GoodBodyTo(endpoint) is { } good) bodies.Add(good);
        bodies.AddRange(Instructions.GetValueOrDefault(name, []).Select(b => ((string?)"application/json", b)));
        if (operation.ValueKind == JsonValueKind.Object && operation.TryGetProperty("requestBody", out var request))
        {
            foreach (var content in request.GetProperty("content").EnumerateObject())
            {
                if (!content.Value.TryGetProperty("examples", out var examples)) continue;
                // A line of a batch holds no line feed.
                bodies.AddRange(examples.EnumerateObject().Select(e => ((string?)content.Name, Compact(e.Value.GetProperty("value")))));
            }
        }

        if (bodies.Count == 0) bodies.Add((null, ""));
        var (method, path) = (name[..name.IndexOf(' ', StringComparison.Ordinal)], "/" + endpoint.RoutePattern.RawText!.TrimStart('/'));
        return new FuzzEndpoint(name, operation, [.. Paths(path).SelectMany(p => bodies.Select(b => new FuzzSeed(method, p, b.Type, Encoding.UTF8.GetBytes(b.Body))))]);
    }

    /// <summary>Paths with values for their parameters; a parameter without values stays, and is found missing.</summary>
    private static IEnumerable<string> Paths(string pattern) =>
        Parameters.Where(p => pattern.StartsWith(p.Path, StringComparison.Ordinal)).Aggregate((IEnumerable<string>)[pattern], (paths, p) => paths.SelectMany(path => p.Values.Select(v => path.Replace(p.Name, v, StringComparison.Ordinal))));

    private static string Compact(JsonElement value) => JsonSerializer.Serialize(value);
}
