using System.Text.Json;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Description;

[Collection(TrainedModelCollection.Name)]
public sealed class RecordedDescriptionTests(TrainedModelFixture model)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    /// <summary>With <c>UPDATE_DOCS=1</c> it is written anew: what changes for callers is then seen in the difference.</summary>
    [Fact]
    public async Task The_recorded_description_is_the_one_that_is_served()
    {
        var served = (await (await model.Api.CreateClient().GetAsync("/swagger/v1/swagger.json")).EnsureSuccessStatusCode().Content.ReadAsStringAsync()).ReplaceLineEndings("\n").TrimEnd() + "\n";
        var file = RepositoryFiles.At("docs", "openapi.json");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") await File.WriteAllTextAsync(file, served);
        var (was, isNow) = ((await File.ReadAllTextAsync(file)).Split('\n'), served.Split('\n'));
        var changed = Enumerable.Range(0, Math.Max(was.Length, isNow.Length)).FirstOrDefault(i => was.ElementAtOrDefault(i) != isNow.ElementAtOrDefault(i), -1);
        Assert.True(changed < 0, $"docs/openapi.json differs from line {changed + 1} on: '{was.ElementAtOrDefault(changed)}' was served as '{isNow.ElementAtOrDefault(changed)}'. UPDATE_DOCS=1 dotnet test tests/Predictor.Api.Tests writes it anew.");
    }

    [Fact]
    public async Task Every_body_that_is_sent_or_answered_has_an_example_and_every_operation_its_words()
    {
        var document = await (await model.Api.CreateClient().GetAsync("/swagger/v1/swagger.json")).JsonAsync();
        var missing = new List<string>();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(o => Methods.Contains(o.Name)))
            {
                var place = $"{operation.Name} {path.Name}";
                foreach (var text in new[] { "summary", "description", "operationId" })
                {
                    if (!operation.Value.TryGetProperty(text, out var value) || value.GetString() is not { Length: > 0 }) missing.Add($"{place} {text}");
                }

                if (operation.Value.TryGetProperty("requestBody", out var body)) missing.AddRange(WithoutExample(body, $"{place} request"));
                foreach (var response in operation.Value.GetProperty("responses").EnumerateObject()) missing.AddRange(WithoutExample(response.Value, $"{place} {response.Name}"));
            }
        }

        Assert.Empty(missing);
    }

    /// <summary>Every status that the service gives a problem for is described somewhere: what no operation names, no caller is prepared for.</summary>
    [Fact]
    public async Task Every_example_of_a_problem_has_the_status_under_which_it_stands()
    {
        var document = await (await model.Api.CreateClient().GetAsync("/swagger/v1/swagger.json")).JsonAsync();
        var seen = 0;
        foreach (var response in document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()).SelectMany(o => o.Value.GetProperty("responses").EnumerateObject()))
        {
            if (!response.Value.TryGetProperty("content", out var content) || !content.TryGetProperty("application/problem+json", out var problem)) continue;
            foreach (var example in problem.GetProperty("examples").EnumerateObject())
            {
                Assert.Equal(response.Name, example.Value.GetProperty("value").GetProperty("status").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture));
                seen++;
            }
        }

        Assert.True(seen > 20);
    }

    private static IEnumerable<string> WithoutExample(JsonElement body, string place) => !body.TryGetProperty("content", out var content)
        ? []
        : content.EnumerateObject().Where(c => !c.Value.TryGetProperty("examples", out var examples) || !examples.EnumerateObject().Any()).Select(c => $"{place} {c.Name}");
}
