using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Scoring.Idempotency;

[Collection(TrainedModelCollection.Name)]
public sealed class IdempotencyTests(TrainedModelFixture model) : IDisposable
{
    private const string Path = "/v1/risk-scores";

    private readonly PackageShelf _shelf = new(model);

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task The_same_request_with_the_same_key_gets_the_same_answer_though_another_model_serves()
    {
        _shelf.Put("a", "1.0.0");
        using var api = ServedApi.Start(_shelf);
        var client = api.CreateClient();
        var first = await TextAsync(client, "k-1");
        _shelf.Put("a", "1.1.0", 0.5);
        api.Look();
        Assert.Equal(first, await TextAsync(client, "k-1"));
        Assert.Equal(first, await TextAsync(client, "\"k-1\""));
        Assert.Equal("a@1.0.0", (await client.ScoreAsync("", "k-1")).Model);
        Assert.Equal("a@1.1.0", (await client.ScoreAsync("", "k-2")).Model);
        Assert.Equal("a@1.1.0", (await client.ScoreAsync()).Model);
    }

    [Fact]
    public async Task An_answer_is_given_again_though_its_model_is_gone()
    {
        var old = _shelf.Put("a", "1.0.0");
        _shelf.Put("a", "1.1.0", 0.5);
        using var api = ServedApi.Start(_shelf);
        var client = api.CreateClient();
        var first = await client.ScoreAsync("?version=1.0.0", "k-1");
        Directory.Delete(old, recursive: true);
        api.Look();
        Assert.Equal(first, await client.ScoreAsync("?version=1.0.0", "k-1"));
        await (await SendAsync(client, "k-2", "?version=1.0.0")).ProblemAsync(404);
    }

    [Fact]
    public async Task The_same_key_with_another_body_or_query_is_refused()
    {
        var client = model.Api.CreateClient();
        var key = Guid.NewGuid().ToString();
        var first = await TextAsync(client, key);
        var other = Bodies.Example();
        other["asOf"] = "2026-03-19T09:00:00Z";
        foreach (var response in new[] { await SendAsync(client, key, "", other.ToJsonString()), await SendAsync(client, key, "?explain=full") })
        {
            var problem = await response.ProblemAsync(422);
            Assert.Equal("urn:predictor:problem:idempotency-key-reused", problem.GetProperty("type").GetString());
        }

        Assert.Equal(first, await TextAsync(client, key));
    }

    [Fact]
    public async Task A_key_is_its_caller_s_own()
    {
        var (north, south) = (new Credentials("north", "score"), new Credentials("south", "score"));
        using var api = new ApiFactory(model.Folder, [.. north.Settings, .. south.Settings]).WaitUntilReady();
        var other = Bodies.Example();
        other["asOf"] = "2026-03-19T09:00:00Z";
        var first = await TextAsync(north.Client(api), "k");
        var answer = await SendAsync(south.Client(api), "k", "", other.ToJsonString());
        Assert.True(answer.IsSuccessStatusCode);
        Assert.NotEqual(first, await answer.Content.ReadAsStringAsync());
        Assert.Equal(first, await TextAsync(north.Client(api), "k"));
    }

    [Fact]
    public async Task A_request_that_was_refused_binds_no_key()
    {
        var client = model.Api.CreateClient();
        var key = Guid.NewGuid().ToString();
        await (await SendAsync(client, key, "", "{")).ProblemAsync(400);
        await (await SendAsync(client, key, "", "{}")).ProblemAsync(422);
        await (await SendAsync(client, key, "?explain=x")).ProblemAsync(400);
        Assert.True((await SendAsync(client, key)).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("\"\"", 1)]
    [InlineData("a b", 1)]
    [InlineData("a\"b", 1)]
    [InlineData("ä", 1)]
    [InlineData("x", 256)]
    public async Task What_is_no_key_is_refused(string key, int times)
    {
        var client = model.Api.CreateClient();
        var sent = string.Concat(Enumerable.Repeat(key, times));
        foreach (var path in new[] { Path, Path + "/batch" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Bodies.Json(Bodies.Example()) };
            request.Headers.TryAddWithoutValidation("Idempotency-Key", sent);
            var problem = await (await client.SendAsync(request)).ProblemAsync(400);
            Assert.Equal("urn:predictor:problem:invalid-idempotency-key", problem.GetProperty("type").GetString());
        }
    }

    [Fact]
    public async Task Many_at_once_with_one_key_get_one_answer_while_models_come_and_go()
    {
        _shelf.Put("a", "1.0.0", 0, "x");
        using var api = ServedApi.Start(_shelf);
        var client = api.CreateClient();
        for (var round = 0; round < 10; round++)
        {
            var key = $"k-{round}";
            var asking = Enumerable.Range(0, 8).Select(_ => Task.Run(() => TextAsync(client, key))).ToList();
            _shelf.Put("a", PackageShelf.Version(round + 1), 0.1 * round, "x");
            api.Look();
            Assert.Single((await Task.WhenAll(asking)).Append(await TextAsync(client, key)).Distinct());
        }
    }

    private static async Task<string> TextAsync(HttpClient client, string key) => await (await SendAsync(client, key)).Content.ReadAsStringAsync();

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string key, string query = "", string? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path + query) { Content = Bodies.Json(body ?? Bodies.Example().ToJsonString()) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await client.SendAsync(request);
    }
}
