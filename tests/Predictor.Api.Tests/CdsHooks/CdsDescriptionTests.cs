using System.Text.Json;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.CdsHooks;

/// <summary>What the description of the API says of CDS Hooks is so.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class CdsDescriptionTests(TrainedModelFixture model) : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Every_example_of_a_body_is_taken()
    {
        using var api = new ApiFactory(model.Folder, ("CdsHooks:LeastBand", "low"), ("CdsHooks:FeedbackFile", _file)).WaitUntilReady();
        var client = api.CreateClient();
        var paths = (await (await client.GetAsync("/swagger/v1/swagger.json")).EnsureSuccessStatusCode().JsonAsync()).GetProperty("paths");
        var calls = Examples(paths, "/cds-services/{id}");
        Assert.Single(await (await client.PostAsync(CdsBodies.View, Bodies.Json(calls["cds-patient-view"]))).CardsAsync());
        Assert.Single(await (await client.PostAsync(CdsBodies.Book, Bodies.Json(calls["cds-appointment-book"]))).CardsAsync());
        var feedback = Assert.Single(Examples(paths, "/cds-services/{id}/feedback"));
        // Read without an error; no service gave the cards that it names.
        Assert.Equal("""{"taken":0,"known":0,"ignored":2}""", await (await client.PostAsync(CdsBodies.View + "/feedback", Bodies.Json(feedback.Value))).EnsureSuccessStatusCode().Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Callers_with_the_scope_for_scores_call_and_those_for_the_panel_see_the_counts()
    {
        var (score, panel) = (new Credentials("ehr", "score"), new Credentials("desk", "panel.read"));
        using var api = new ApiFactory(model.Folder, [.. score.Settings, .. panel.Settings, ("CdsHooks:FeedbackFile", _file)]).WaitUntilReady();
        foreach (var (credentials, isScore) in new[] { (score, true), (panel, false) })
        {
            var client = credentials.Client(api);
            Assert.Equal(isScore ? 200 : 403, (int)(await client.GetAsync("/cds-services")).StatusCode);
            Assert.Equal(isScore ? 200 : 403, (int)(await client.CallAsync(CdsBodies.View, CdsBodies.Example())).StatusCode);
            Assert.Equal(isScore ? 403 : 200, (int)(await client.GetAsync("/v1/cds-feedback")).StatusCode);
        }
    }

    private static Dictionary<string, string> Examples(JsonElement paths, string path) =>
        paths.GetProperty(path).GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("examples").EnumerateObject().ToDictionary(e => e.Name, e => e.Value.GetProperty("value").GetRawText());
}
