using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Description;

/// <summary>Runs what the <c>.http</c> files of the project ask for, as an editor does.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class HttpFileTests(TrainedModelFixture model)
{
    private static readonly string Folder = RepositoryFiles.At("src", "Predictor.Api");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.http").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_request_is_answered_as_its_title_says(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, file));
        var variables = Regex.Matches(text, @"^@(?<name>\w+) = (?<value>.+)$", RegexOptions.Multiline).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value.Trim());
        var requests = text.Split("\n### ")[1..];
        Assert.NotEmpty(requests);
        foreach (var request in requests)
        {
            var lines = request.ReplaceLineEndings("\n").Split('\n');
            using var message = await ReadAsync(lines[1..], variables);
            using var answer = await model.Api.CreateClient().SendAsync(message);
            // Titles such as "What is wrong with a body" announce a problem.
            var expected = Regex.Match(lines[0], @"\((?<status>\d{3})\)$") is { Success: true } m ? m.Groups["status"].Value : "200";
            var body = await answer.Content.ReadAsStringAsync();
            Assert.True(expected == $"{(int)answer.StatusCode}", $"{file}, {lines[0]}: {answer.StatusCode} {body}");
            if (expected != "200" || answer.Content.Headers.ContentType?.MediaType != "application/x-ndjson") continue;
            Assert.All(body.Split('\n', StringSplitOptions.RemoveEmptyEntries), l => Assert.Equal("scored", JsonElement.Parse(l).GetProperty("status").GetString()));
        }
    }

    /// <summary>The endpoints come from the service itself: one that is added is missing here until a file asks for it.</summary>
    [Fact]
    public async Task Every_endpoint_is_asked_for_in_one_of_the_files()
    {
        var asked = new List<(string Method, string Path)>();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.http"))
        {
            foreach (Match line in Regex.Matches(await File.ReadAllTextAsync(file), @"^(?<method>GET|POST|PUT|DELETE|PATCH) \{\{host\}\}(?<path>/[^?\s]*)", RegexOptions.Multiline)) asked.Add((line.Groups["method"].Value, line.Groups["path"].Value));
        }

        var endpoints = model.Api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.True(endpoints.Count >= 15);
        var missing = from endpoint in endpoints
                      let template = new TemplateMatcher(TemplateParser.Parse(Regex.Replace(endpoint.RoutePattern.RawText!, @":regex\(.*\)\}", "}")), [])
                      from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
                      where method != "HEAD" && !asked.Any(a => a.Method == method && template.TryMatch(a.Path, []))
                      select $"{method} {endpoint.RoutePattern.RawText}";
        Assert.Empty(missing);
    }

    private static async Task<HttpRequestMessage> ReadAsync(string[] lines, Dictionary<string, string> variables)
    {
        var first = Replace(lines[0]).Split(' ', 2);
        // The service of the test has its own address, and its model another name.
        var path = new Uri(first[1]).PathAndQuery.Replace("/models/demo", "/models/" + TrainedModelFixture.ModelName, StringComparison.Ordinal)
            .Replace("model=demo@1.0.0", $"model={TrainedModelFixture.ModelName}@{TrainedModelFixture.ModelVersion}", StringComparison.Ordinal);
        var message = new HttpRequestMessage(new HttpMethod(first[0]), path);
        var blank = Array.IndexOf(lines, "", 1);
        var headers = (blank < 0 ? lines[1..] : lines[1..blank]).Select(l => Replace(l).Split(": ", 2)).ToDictionary(h => h[0], h => h[1]);
        if (headers.Remove("Content-Type", out var contentType))
        {
            var body = string.Join('\n', lines[(blank + 1)..]).Trim().Replace("\"version\": \"1.0.0\"", $"\"version\": \"{TrainedModelFixture.ModelVersion}\"", StringComparison.Ordinal) + "\n";
            if (body.StartsWith("< ", StringComparison.Ordinal)) body = await File.ReadAllTextAsync(Path.Combine(Folder, body[2..].Trim()));
            message.Content = Bodies.Json(Encoding.UTF8.GetBytes(body), contentType);
        }

        foreach (var (name, value) in headers) message.Headers.Add(name, value);
        return message;

        string Replace(string text) => Regex.Replace(text, @"\{\{(?<name>\w+)\}\}", m => variables[m.Groups["name"].Value]);
    }
}
