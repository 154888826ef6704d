using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Scoring;

[Collection(TrainedModelCollection.Name)]
public sealed class ScoreQueryTests(TrainedModelFixture model)
{
    private readonly HttpClient _client = model.Api.CreateClient();

    [Theory]
    [InlineData("explain=all", "?explain unknown-value", "one of none, reasons, full")]
    [InlineData("explain=", "?explain unknown-value", "one of none, reasons, full")]
    [InlineData("explain=full&explain=none", "?explain unknown-value", "one of none, reasons, full")]
    [InlineData("horizonDays=29", "?horizonDays unknown-value", "one of the model's horizons: 28, 7")]
    [InlineData("horizonDays=+28", "?horizonDays unknown-value", "one of the model's horizons: 28, 7")]
    [InlineData("horizonDays=99999999999", "?horizonDays unknown-value", "one of the model's horizons: 28, 7")]
    [InlineData("horizon=28", "? unknown-parameter", "only explain, horizonDays, horizons, model, version")]
    [InlineData("horizons=14", "?horizons unknown-value", "all, or some of the model's horizons with commas between: 28,7")]
    [InlineData("horizons=28,", "?horizons unknown-value", "all, or some of the model's horizons with commas between: 28,7")]
    [InlineData("horizons=28&horizons=7", "?horizons unknown-value", "all, or some of the model's horizons with commas between: 28,7")]
    public async Task A_wrong_parameter_is_named_with_what_was_expected(string query, string error, string expected)
    {
        var response = await _client.PostAsync("/v1/risk-scores?" + query, Bodies.Json(Bodies.Example()));
        var problem = await response.ProblemAsync(400);
        Assert.Equal([error], problem.Errors());
        Assert.Equal(expected, problem.GetProperty("errors")[0].GetProperty("expected").GetString());
    }

    [Theory]
    [InlineData("all", new[] { 7, 28 })]
    [InlineData("28,7", new[] { 7, 28 })]
    [InlineData("7", new[] { 7 })]
    public async Task A_curve_has_the_horizons_that_are_asked_for_and_never_falls(string horizons, int[] days)
    {
        var answer = await (await _client.PostAsync($"/v1/risk-scores?explain=none&horizons={horizons}", Bodies.Json(Bodies.Example()))).JsonAsync();
        var plain = await (await _client.PostAsync("/v1/risk-scores?explain=none", Bodies.Json(Bodies.Example()))).JsonAsync();
        var near = await (await _client.PostAsync("/v1/risk-scores?explain=none&horizonDays=7", Bodies.Json(Bodies.Example()))).JsonAsync();

        var curve = answer.GetProperty("curve").EnumerateArray().ToDictionary(p => p.GetProperty("horizonDays").GetInt32(), p => p.GetProperty("probability").GetDouble());
        Assert.Equal(days, curve.Keys);
        Assert.Equal(near.GetProperty("probability").GetDouble(), curve[7], 1e-15);
        if (days.Length == 2) Assert.Equal(plain.GetProperty("probability").GetDouble(), curve[28]);
        if (days.Length == 2) Assert.InRange(curve[7], 0, curve[28]);
        Assert.False(plain.TryGetProperty("curve", out _));
    }

    [Fact]
    public async Task A_batch_has_a_curve_in_each_line()
    {
        var line = Bodies.Example().ToJsonString();
        using var content = new StringContent($"{line}\n{line}\n", System.Text.Encoding.UTF8, "application/x-ndjson");
        var answer = await (await _client.PostAsync("/v1/risk-scores/batch?explain=none&horizons=all", content)).EnsureSuccessStatusCode().Content.ReadAsStringAsync();

        var curves = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement.GetProperty("curve").GetArrayLength());
        Assert.Equal([2, 2], curves);
    }

    [Fact]
    public async Task All_wrong_parameters_are_named_at_once()
    {
        var response = await _client.PostAsync("/v1/risk-scores?explain=x&horizonDays=y&z=1", Bodies.Json(Bodies.Example()));
        Assert.Equal(["?explain unknown-value", "?horizonDays unknown-value", "? unknown-parameter"], (await response.ProblemAsync(400)).Errors());
    }
}
