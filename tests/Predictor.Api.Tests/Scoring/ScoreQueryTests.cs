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
    [InlineData("horizon=28", "? unknown-parameter", "only explain, horizonDays, model, version")]
    public async Task A_wrong_parameter_is_named_with_what_was_expected(string query, string error, string expected)
    {
        var response = await _client.PostAsync("/v1/risk-scores?" + query, Bodies.Json(Bodies.Example()));
        var problem = await response.ProblemAsync(400);
        Assert.Equal([error], problem.Errors());
        Assert.Equal(expected, problem.GetProperty("errors")[0].GetProperty("expected").GetString());
    }

    [Fact]
    public async Task All_wrong_parameters_are_named_at_once()
    {
        var response = await _client.PostAsync("/v1/risk-scores?explain=x&horizonDays=y&z=1", Bodies.Json(Bodies.Example()));
        Assert.Equal(["?explain unknown-value", "?horizonDays unknown-value", "? unknown-parameter"], (await response.ProblemAsync(400)).Errors());
    }
}
