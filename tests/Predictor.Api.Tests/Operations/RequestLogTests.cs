using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Operations;

[Collection(TrainedModelCollection.Name)]
public sealed class RequestLogTests(TrainedModelFixture model)
{
    [Fact]
    public async Task Each_request_has_one_line_with_method_route_status_time_caller_and_trace()
    {
        using var api = new ApiFactory(model.Folder).WaitUntilReady();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/risk-scores?explain=full") { Content = Bodies.Json(Bodies.Example()) };
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        (await api.CreateClient().SendAsync(request)).EnsureSuccessStatusCode();
        Assert.Equal(404, (int)(await api.CreateClient().GetAsync("/v1/models/other")).StatusCode);

        Assert.True(SpinWait.SpinUntil(() => Lines(api).Count == 2, TimeSpan.FromSeconds(10)));
        var (first, second) = (Lines(api)[0].Values, Lines(api)[1].Values);
        Assert.Equal("POST", first["Method"]);
        Assert.Equal("/v1/risk-scores", first["Route"]);
        Assert.Equal(200, first["Status"]);
        Assert.True(first["ElapsedMilliseconds"] is > 0.0);
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", first["TraceId"]);
        Assert.Equal("development", first["Caller"]);
        Assert.Equal("/v1/models/{name}", second["Route"]);
        Assert.Equal(404, second["Status"]);
    }

    private static List<LogLine> Lines(ApiFactory api) => [.. api.Log.Lines.Where(l => l.Category == "Predictor.Api.Operations.RequestLog")];
}
