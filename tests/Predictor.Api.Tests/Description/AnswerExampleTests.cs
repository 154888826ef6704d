using System.Text;
using System.Text.Json;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Description;

/// <summary>What the description shows as an answer has the form of what is answered.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class AnswerExampleTests(TrainedModelFixture model)
{
    private static readonly Dictionary<string, string> Parameters = new() { ["{name}"] = TrainedModelFixture.ModelName, ["{id}"] = "score-dropout-risk" };

    [Fact]
    public async Task Every_example_of_what_is_read_has_the_fields_of_the_answer()
    {
        var client = model.Api.CreateClient();
        var seen = 0;
        foreach (var path in (await DocumentAsync(client)).GetProperty("paths").EnumerateObject())
        {
            var address = Parameters.Aggregate(path.Name, (p, known) => p.Replace(known.Key, known.Value, StringComparison.Ordinal));
            if (!path.Value.TryGetProperty("get", out var get) || address.Contains('{', StringComparison.Ordinal)) continue;
            var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
            Assert.True(answer.IsSuccessStatusCode, address);
            Assert.Equal(Fields(await answer.JsonAsync()), Fields(ExampleOf(get)));
            seen++;
        }

        Assert.True(seen >= 6);
    }

    [Fact]
    public async Task The_example_of_a_risk_assessment_has_the_fields_of_one()
    {
        var client = model.Api.CreateClient();
        var post = (await DocumentAsync(client)).GetProperty("paths").GetProperty("/fhir/R4/$score-dropout-risk").GetProperty("post");
        var body = post.GetProperty("requestBody").GetProperty("content").GetProperty("application/fhir+json").GetProperty("examples").EnumerateObject().First().Value.GetProperty("value").GetRawText();
        var answer = await client.PostAsync("/fhir/R4/$score-dropout-risk", Bodies.Json(Encoding.UTF8.GetBytes(body), "application/fhir+json"));
        Assert.Equal(Fields(await answer.EnsureSuccessStatusCode().JsonAsync()), Fields(ExampleOf(post)));
    }

    private static JsonElement ExampleOf(JsonElement operation) =>
        operation.GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject().First().Value.GetProperty("examples").EnumerateObject().First().Value.GetProperty("value");

    private static IEnumerable<string> Fields(JsonElement element) => element.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal);

    private static async Task<JsonElement> DocumentAsync(HttpClient client) => await (await client.GetAsync("/swagger/v1/swagger.json")).EnsureSuccessStatusCode().JsonAsync();
}
