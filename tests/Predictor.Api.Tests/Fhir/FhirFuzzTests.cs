using System.Text;
using System.Text.Json.Nodes;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Fhir;

/// <summary>Whatever is sent, the answer is a resource and never a mistake of the service.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class FhirFuzzTests(TrainedModelFixture model)
{
    private const int Rounds = 1500;

    private static readonly string[] Values =
    [
        "null", "true", "{}", "[]", "[[]]", "[{}]", "\"\"", "\"x\"", "0", "-1", "1e308", "1e999", "123456789012345678901234567890", "\"9999-12-31\"", "\"0001-01-01\"", "\"2026-02-30\"", "\"2026-03\"", "\"\\ud800\"", "\"#\"",
        "\"urn:uuid:\"", "\"/\"", "\"Patient/\"", "\"Patient/p-1\"", "\"EpisodeOfCare/e-1\"", "\"2199-12-31T23:59:59-14:00\"", "\"1950-01-01T00:00:00+14:00\"", "\"entered-in-error\"", "\"balanced\"", "\"cancelled\"", "\"finished\"",
    ];

    [Fact]
    public async Task Mutated_bundles_are_answered_with_a_resource()
    {
        var client = model.Api.CreateClient();
        var example = FhirBodies.Example().ToJsonString();
        var random = new Random(42);
        var statuses = new Dictionary<int, int>();
        for (var round = 0; round < Rounds; round++)
        {
            var body = round % 10 == 0 ? Bytes(example, random) : Encoding.UTF8.GetBytes(Mutated(example, random));
            var response = await client.PostAsync(FhirBodies.Path, Bodies.Json(body));
            var status = (int)response.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            Assert.True(status is 200 or 400 or 422, $"round {round}: {status} for {Encoding.UTF8.GetString(body)}");
            await response.ResourceAsync(status, status == 200 ? "RiskAssessment" : "OperationOutcome");
        }

        Assert.True(statuses[200] > Rounds / 10 && statuses[400] > 10 && statuses[422] > 10, string.Join(", ", statuses));
    }

    /// <summary>Some bytes are changed.</summary>
    private static byte[] Bytes(string text, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var i = random.Next(1, 4); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    /// <summary>Some members get other values, vanish or are doubled.</summary>
    private static string Mutated(string text, Random random)
    {
        var root = JsonNode.Parse(text)!;
        var marks = new List<string>();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var nodes = All(root).Where(n => n.Parent is not null).ToList();
            if (nodes.Count == 0) break;
            var node = nodes[random.Next(nodes.Count)];
            switch (random.Next(4))
            {
                case 0 when node.Parent is JsonObject parent:
                    parent.Remove(node.GetPropertyName());
                    break;
                case 1 when node.Parent is JsonArray list:
                    list.Add(node.DeepClone());
                    break;
                case 2:
                    node.ReplaceWith(nodes[random.Next(nodes.Count)].DeepClone());
                    break;
                default:
                    marks.Add(Values[random.Next(Values.Length)]);
                    node.ReplaceWith(JsonValue.Create($"@{marks.Count - 1}@"));
                    break;
            }
        }

        var mutated = root.ToJsonString();
        // Put in as text, since some of the values are none that a document model holds.
        for (var i = 0; i < marks.Count; i++) mutated = mutated.Replace($"\"@{i}@\"", marks[i], StringComparison.Ordinal);
        return mutated;
    }

    private static IEnumerable<JsonNode> All(JsonNode node) => node switch
    {
        JsonObject members => members.Select(m => m.Value).OfType<JsonNode>().SelectMany(All).Prepend(node),
        JsonArray list => list.OfType<JsonNode>().SelectMany(All).Prepend(node),
        _ => [node],
    };
}
