using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;
using Predictor.Api.Problems;
using Predictor.Api.Tests.Fhir;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Problems;

[Collection(TrainedModelCollection.Name)]
public sealed class ProblemPagesTests(TrainedModelFixture model)
{
    [Fact]
    public async Task An_unknown_path_is_answered_with_a_problem()
    {
        var problem = await (await model.Api.CreateClient().GetAsync("/v1/unknown")).ProblemAsync(404);
        Assert.Equal("Not Found", problem.GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_wrong_method_is_answered_with_a_problem_that_names_the_right_one()
    {
        var response = await model.Api.CreateClient().GetAsync("/v1/risk-scores");
        await response.ProblemAsync(405);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/fhir/R4/unknown")]
    [InlineData("/FHIR/r4/unknown")]
    public async Task Who_speaks_fhir_is_answered_in_fhir_however_the_path_is_written(string path) =>
        await (await model.Api.CreateClient().GetAsync(path)).ResourceAsync(404, "OperationOutcome");

    [Fact]
    public async Task The_trace_of_the_caller_stands_in_the_problem()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/unknown");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        var problem = await (await model.Api.CreateClient().SendAsync(request)).ProblemAsync(404);
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", problem.GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task A_mistake_of_the_service_is_logged_with_its_place_and_without_its_message()
    {
        using var log = new LogCapture();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(log);
        await using var app = builder.Build();
        app.UseProblems();
        app.MapGet("/fails", string () => throw new InvalidDataException("of client zq-17"));
        await app.StartAsync();

        var problem = await (await app.GetTestClient().GetAsync("/fails")).ProblemAsync(500);

        Assert.DoesNotContain("zq-17", problem.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, l => l.Text.Contains("zq-17", StringComparison.Ordinal));
        Assert.Contains(log.Lines, l => l.Level == LogLevel.Error && l.Text.Contains("InvalidDataException", StringComparison.Ordinal) && l.Text.Contains(nameof(ProblemPagesTests), StringComparison.Ordinal));
    }
}
