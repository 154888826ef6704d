using System.Text;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Models;

[Collection(TrainedModelCollection.Name)]
public sealed class ModelChoiceTests(TrainedModelFixture model) : IDisposable
{
    private readonly PackageShelf _shelf = new(model);

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task A_model_is_chosen_by_name_and_version_alone_and_in_batches()
    {
        using var api = Start();
        var client = api.CreateClient();
        foreach (var (query, expected) in new[]
        {
            ("", "a@1.1.0"),
            ("?model=a", "a@1.1.0"),
            ("?model=a@1.0.0", "a@1.0.0"),
            ("?version=1.0.0", "a@1.0.0"),
            ("?model=b&version=2.0.0", "b@2.0.0"),
            ("?MODEL=b&explain=none", "b@2.0.0"),
        })
        {
            Assert.Equal(expected, (await client.ScoreAsync(query)).Model);
            var batch = await client.PostAsync("/v1/risk-scores/batch" + query, Bodies.Json(Encoding.UTF8.GetBytes(Bodies.Example().ToJsonString()), "application/x-ndjson"));
            var named = (await batch.JsonAsync()).GetProperty("model");
            Assert.Equal(expected, $"{named.GetProperty("name").GetString()}@{named.GetProperty("version").GetString()}");
        }
    }

    [Theory]
    [InlineData("?model=c")]
    [InlineData("?model=A")]
    [InlineData("?model=a@1.2.0")]
    [InlineData("?version=2.0.0")]
    [InlineData("?model=..%2F..%2Fetc@1.0.0")]
    public async Task A_model_that_is_not_there_is_not_found_and_those_that_are_are_named(string query)
    {
        using var api = Start();
        foreach (var path in new[] { "/v1/risk-scores", "/v1/risk-scores/batch" })
        {
            var problem = await (await api.CreateClient().PostAsync(path + query, Bodies.Json(Bodies.Example()))).ProblemAsync(404);
            Assert.Equal("There are a@1.1.0, a@1.0.0, b@2.0.0; GET /v1/models lists them.", problem.GetProperty("detail").GetString());
        }
    }

    [Theory]
    [InlineData("?model=")]
    [InlineData("?version=")]
    [InlineData("?model=a&model=b")]
    [InlineData("?model=a@")]
    [InlineData("?model=@1.0.0")]
    [InlineData("?model=a@1.0.0&version=1.0.0")]
    public async Task A_choice_that_says_nothing_or_two_things_is_a_wrong_parameter(string query)
    {
        using var api = Start();
        var problem = await (await api.CreateClient().PostAsync("/v1/risk-scores" + query, Bodies.Json(Bodies.Example()))).ProblemAsync(400);
        Assert.Equal(["?model unknown-value"], problem.Errors());
    }

    [Fact]
    public async Task The_list_tells_which_versions_serve_and_details_can_be_asked_for_by_version()
    {
        using var api = Start();
        var client = api.CreateClient();
        var models = (await (await client.GetAsync("/v1/models")).JsonAsync()).GetProperty("models").EnumerateArray()
            .Select(m => $"{m.GetProperty("name").GetString()}@{m.GetProperty("version").GetString()} {m.GetProperty("serves").GetBoolean()} {m.GetProperty("isDefault").GetBoolean()}");
        Assert.Equal(["a@1.1.0 True True", "a@1.0.0 False True", "b@2.0.0 True False"], models);
        Assert.Equal("1.0.0", (await (await client.GetAsync("/v1/models/a?version=1.0.0")).JsonAsync()).GetProperty("version").GetString());
        await (await client.GetAsync("/v1/models/a?version=3.0.0")).ProblemAsync(404);
    }

    private ApiFactory Start()
    {
        _shelf.Put("a", "1.0.0");
        _shelf.Put("a", "1.1.0", 0.2);
        _shelf.Put("b", "2.0.0", 0.4);
        return ServedApi.Start(_shelf, ("Model:Default", "a"));
    }
}
