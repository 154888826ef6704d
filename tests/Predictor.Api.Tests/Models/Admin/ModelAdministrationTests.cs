using System.Net;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Models.Admin;

[Collection(TrainedModelCollection.Name)]
public sealed class ModelAdministrationTests(TrainedModelFixture model) : IDisposable
{
    private readonly PackageShelf _shelf = new(model);

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task A_roll_back_serves_the_version_before_and_lasts_through_restart_and_a_higher_version()
    {
        PutVersions();
        using (var api = Start())
        {
            var client = api.CreateClient();
            var state = await client.PostAsync("/v1/admin/models/a/roll-back", Bodies.Json("""{ "from": "1.2.0" }"""));
            Assert.Equal(HttpStatusCode.OK, state.StatusCode);
            var a = (await state.JsonAsync()).GetProperty("models")[0];
            Assert.Equal(("1.1.0", "1.1.0"), (a.GetProperty("serves").GetString(), a.GetProperty("chosen").GetString()));
            Assert.Equal(["1.2.0", "1.1.0", "1.0.0"], a.GetProperty("versions").EnumerateArray().Select(v => v.GetProperty("version").GetString()));
            Assert.Equal("a@1.1.0", (await client.ScoreAsync()).Model);

            // Sent twice it rolls back once.
            var twice = await (await client.PostAsync("/v1/admin/models/a/roll-back", Bodies.Json("""{ "from": "1.2.0" }"""))).ProblemAsync(409);
            Assert.Equal("The version that serves is 1.1.0; expected it as from.", twice.GetProperty("detail").GetString());
            Assert.Equal(["a@1.1.0"], api.Serving());
            _shelf.Put("a", "1.3.0");
            api.Look();
            Assert.Equal(["a@1.1.0"], api.Serving());
        }

        using var again = Start();
        Assert.Equal(["a@1.1.0"], again.Serving());
        Assert.Equal(HttpStatusCode.OK, (await again.CreateClient().DeleteAsync("/v1/admin/models/a/version")).StatusCode);
        Assert.Equal(["a@1.3.0"], again.Serving());
    }

    [Fact]
    public async Task A_version_can_be_chosen_and_one_that_is_not_there_cannot()
    {
        PutVersions();
        using var api = Start();
        var client = api.CreateClient();
        await client.PutAsync("/v1/admin/models/a/version", Bodies.Json("""{ "version": "1.0.0" }"""));
        Assert.Equal(["a@1.0.0"], api.Serving());
        var problem = await (await client.PutAsync("/v1/admin/models/a/version", Bodies.Json("""{ "version": "9.9.9" }"""))).ProblemAsync(409);
        Assert.Equal("There is no such version of a; expected one of 1.2.0, 1.1.0, 1.0.0.", problem.GetProperty("detail").GetString());
        Assert.Equal(["a@1.0.0"], api.Serving());
        var lowest = await (await client.PostAsync("/v1/admin/models/a/roll-back", Bodies.Json("""{ "from": "1.0.0" }"""))).ProblemAsync(409);
        Assert.Equal("There is no lower version than 1.0.0 to go back to.", lowest.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Without_a_file_a_choice_is_said_to_end_with_the_service()
    {
        PutVersions();
        using var api = ServedApi.Start(_shelf);
        var state = await (await api.CreateClient().PostAsync("/v1/admin/models/a/roll-back", Bodies.Json("""{ "from": "1.2.0" }"""))).JsonAsync();
        Assert.False(state.GetProperty("keepsChoices").GetBoolean());
        Assert.Equal(["a@1.1.0"], api.Serving());
    }

    [Fact]
    public async Task A_chosen_version_that_is_gone_after_a_restart_is_not_replaced_by_the_one_that_was_left()
    {
        PutVersions();
        using (var api = Start()) await api.CreateClient().PutAsync("/v1/admin/models/a/version", Bodies.Json("""{ "version": "1.1.0" }"""));
        Directory.Delete(Path.Combine(_shelf.Folder, "a-1.1.0"), recursive: true);
        using var again = ServedApi.StartUnready(_shelf, ("Model:ChoicesFile", _shelf.ChoicesFile));
        Assert.Equal(["a@none"], again.Serving());
        var problem = await (await again.CreateClient().GetAsync("/healthz/ready")).ProblemAsync(503);
        Assert.Equal("The version of the model that was chosen is not there.", problem.GetProperty("detail").GetString());
        await again.CreateClient().PutAsync("/v1/admin/models/a/version", Bodies.Json("""{ "version": "1.0.0" }"""));
        Assert.Equal(["a@1.0.0"], again.Serving());
    }

    [Fact]
    public async Task A_chosen_version_whose_folder_goes_while_it_serves_goes_on()
    {
        PutVersions();
        using var api = Start();
        await api.CreateClient().PutAsync("/v1/admin/models/a/version", Bodies.Json("""{ "version": "1.1.0" }"""));
        Directory.Delete(Path.Combine(_shelf.Folder, "a-1.1.0"), recursive: true);
        api.Look(3);
        Assert.Equal(["a@1.1.0"], api.Serving());
        Assert.Equal(["package-gone a-1.1.0"], api.Alarms());
        _shelf.Put("a", "1.5.0", 0.5, "a-1.1.0");
        api.Look(3);
        Assert.Equal(["a@1.1.0"], api.Serving());
        Assert.Equal(["package-refused a-1.1.0"], api.Alarms());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{ "schema": 2, "versions": {}, "challengers": {} }""")]
    [InlineData("""{ "schema": 1, "versions": null }""")]
    [InlineData("""{ "schema": 1, "other": 1 }""")]
    public async Task Choices_that_cannot_be_read_keep_the_service_from_serving_what_may_have_been_left(string text)
    {
        PutVersions();
        await File.WriteAllTextAsync(_shelf.ChoicesFile, text);
        using var api = ServedApi.StartUnready(_shelf, ("Model:ChoicesFile", _shelf.ChoicesFile));
        await (await api.CreateClient().GetAsync("/healthz/ready")).ProblemAsync(503);
        await (await api.CreateClient().DeleteAsync("/v1/admin/models/a/version")).ProblemAsync(503);
        Assert.Equal(text, await File.ReadAllTextAsync(_shelf.ChoicesFile));
        Assert.Contains(api.Log.Lines, l => l.Text.Contains(_shelf.ChoicesFile, StringComparison.Ordinal));

        File.Delete(_shelf.ChoicesFile);
        api.Look(1);
        Assert.Equal(["a@1.2.0"], api.Serving());
    }

    [Fact]
    public async Task A_choice_that_cannot_be_kept_is_not_made()
    {
        PutVersions();
        using var api = ServedApi.Start(_shelf, ("Model:ChoicesFile", Path.Combine(_shelf.Folder, "no-such-folder", "choices.json")));
        var problem = await (await api.CreateClient().PostAsync("/v1/admin/models/a/roll-back", Bodies.Json("""{ "from": "1.2.0" }"""))).ProblemAsync(500);
        Assert.Equal("urn:predictor:problem:choices-not-kept", problem.GetProperty("type").GetString());
        Assert.Equal(["a@1.2.0"], api.Serving());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{ "from": "1.2.0", "to": "1.0.0" }""")]
    [InlineData("""{ "from": null }""")]
    [InlineData("null")]
    public async Task An_instruction_of_another_form_is_refused(string body)
    {
        PutVersions();
        using var api = Start();
        await (await api.CreateClient().PostAsync("/v1/admin/models/a/roll-back", Bodies.Json(body))).ProblemAsync(400);
        Assert.Equal(["a@1.2.0"], api.Serving());
    }

    [Theory]
    [InlineData("version")]
    [InlineData("challenger")]
    public async Task A_choice_of_nothing_is_refused(string what)
    {
        PutVersions();
        using var api = Start();
        foreach (var body in new[] { $"{{ \"{what}\": null }}", "{}" })
        {
            var problem = await (await api.CreateClient().PutAsync($"/v1/admin/models/a/{what}", Bodies.Json(body))).ProblemAsync(400);
            Assert.Equal("urn:predictor:problem:invalid-instruction", problem.GetProperty("type").GetString());
        }
    }

    [Fact]
    public async Task What_a_page_of_another_origin_could_send_is_refused()
    {
        PutVersions();
        using var api = Start();
        await (await api.CreateClient().PostAsync("/v1/admin/models/a/roll-back", new StringContent("""{ "from": "1.2.0" }"""))).ProblemAsync(415);
        await (await api.CreateClient().PostAsync("/v1/admin/models/b/roll-back", Bodies.Json("""{ "from": "1.2.0" }"""))).ProblemAsync(404);
        Assert.Equal(["a@1.2.0"], api.Serving());
    }

    private ApiFactory Start() => ServedApi.Start(_shelf, ("Model:ChoicesFile", _shelf.ChoicesFile));

    private void PutVersions()
    {
        for (var i = 0; i < 3; i++) _shelf.Put("a", PackageShelf.Version(i), 0.2 * i);
    }
}
