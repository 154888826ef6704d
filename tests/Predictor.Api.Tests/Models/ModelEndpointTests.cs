using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Models;

[Collection(TrainedModelCollection.Name)]
public sealed class ModelEndpointTests(TrainedModelFixture model)
{
    private readonly HttpClient _client = model.Api.CreateClient();

    [Fact]
    public async Task The_list_tells_name_version_hash_and_horizons()
    {
        var list = await (await _client.GetAsync("/v1/models")).JsonAsync();
        var summary = Assert.Single(list.GetProperty("models").EnumerateArray());
        Assert.Equal(TrainedModelFixture.ModelName, summary.GetProperty("name").GetString());
        Assert.Equal("1.2.3", summary.GetProperty("version").GetString());
        Assert.Equal(model.Package.Sha256, summary.GetProperty("sha256").GetString());
        Assert.Equal(model.Package.CreatedAt, summary.GetProperty("createdAt").GetDateTimeOffset());
        Assert.EndsWith("Z", summary.GetProperty("createdAt").GetString(), StringComparison.Ordinal);
        var horizons = summary.GetProperty("horizons").EnumerateArray().ToList();
        Assert.Equal([28, 7], horizons.Select(h => h.GetProperty("horizonDays").GetInt32()));
        Assert.Equal(model.Package.Heads.Select(h => h.BaseRate), horizons.Select(h => h.GetProperty("baseRate").GetDouble()));
        Assert.Equal(model.Package.Heads.Select(h => h.Bands.VeryHigh), horizons.Select(h => h.GetProperty("bands").GetProperty("veryHigh").GetDouble()));
        Assert.False(summary.TryGetProperty("card", out _));
    }

    [Fact]
    public async Task The_details_tell_card_metrics_and_features()
    {
        var details = await (await _client.GetAsync("/v1/models/" + TrainedModelFixture.ModelName)).JsonAsync();
        Assert.Equal(model.Package.Sha256, details.GetProperty("sha256").GetString());
        Assert.NotEmpty(details.GetProperty("card").GetProperty("sections").EnumerateArray());
        Assert.True(details.GetProperty("metrics").GetProperty("byHorizon").TryGetProperty("28", out _));
        var features = details.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(model.Package.Features.Slots.Select(s => s.Feature.Code), features.Select(f => f.GetProperty("code").GetString()));
        foreach (var name in new[] { "code", "name", "family", "unit", "direction", "meaning", "distribution" }) Assert.All(features, f => Assert.True(f.TryGetProperty(name, out _), name));
    }

    [Theory]
    [InlineData("other")]
    [InlineData("SMALL")]
    public async Task An_unknown_name_is_not_found(string name)
    {
        var problem = await (await _client.GetAsync("/v1/models/" + name)).ProblemAsync(404);
        Assert.Equal("urn:predictor:problem:unknown-model", problem.GetProperty("type").GetString());
    }
}
