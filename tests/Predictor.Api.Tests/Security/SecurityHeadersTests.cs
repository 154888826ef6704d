using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Security;

[Collection(TrainedModelCollection.Name)]
public sealed class SecurityHeadersTests(TrainedModelFixture model)
{
    [Theory]
    [InlineData("/v1/models/unknown")]
    [InlineData("/v1/unknown")]
    [InlineData("/healthz/ready")]
    public async Task Answers_are_kept_out_of_caches_frames_and_guesses(string path)
    {
        var response = await model.Api.CreateClient().GetAsync(path);
        AssertHeaders(response);
    }

    [Fact]
    public async Task So_are_scores_and_their_problems()
    {
        var client = model.Api.CreateClient();
        AssertHeaders(await client.PostAsync("/v1/risk-scores", Bodies.Json(Bodies.Example())));
        AssertHeaders(await client.PostAsync("/v1/risk-scores", Bodies.Json("{")));
    }

    private static void AssertHeaders(HttpResponseMessage response)
    {
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
    }
}
