using System.Text.Json.Nodes;

namespace Predictor.Api.Fhir;

/// <summary>What the server says of itself: exactly the endpoints that it has.</summary>
internal static class CapabilityStatement
{
    /// <summary>The day on which the statement was last changed.</summary>
    public const string Date = "2026-11-24";

    public static JsonObject Of(string baseUrl) => new()
    {
        ["resourceType"] = "CapabilityStatement",
        ["name"] = "Predictor",
        ["title"] = "Predictor: the risk that a therapy client leaves",
        ["status"] = "active",
        ["date"] = Date,
        ["description"] = "Scores clients from the resources that a call brings along. Nothing is stored, and nothing can be read or searched but the definition of the operation.",
        ["kind"] = "instance",
        ["software"] = new JsonObject { ["name"] = "Predictor", ["version"] = typeof(CapabilityStatement).Assembly.GetName().Version?.ToString(3) },
        ["implementation"] = new JsonObject { ["description"] = "Predictor", ["url"] = baseUrl },
        ["fhirVersion"] = "4.0.1",
        ["format"] = new JsonArray("json", FhirResult.ContentType),
        ["rest"] = new JsonArray(new JsonObject
        {
            ["mode"] = "server",
            ["resource"] = new JsonArray(new JsonObject
            {
                ["type"] = "OperationDefinition",
                ["interaction"] = new JsonArray(new JsonObject { ["code"] = "read" }),
            }),
            ["operation"] = new JsonArray(new JsonObject
            {
                ["name"] = FhirCall.OperationName,
                ["definition"] = OperationDefinition.UrlOf(baseUrl),
                ["documentation"] = "A Bundle of one client may be sent alone, or within Parameters.",
            }),
        }),
    };
}
