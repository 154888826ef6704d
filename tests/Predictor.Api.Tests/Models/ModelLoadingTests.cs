using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Predictor.Api.Models;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Models;

[Collection(TrainedModelCollection.Name)]
public sealed class ModelLoadingTests(TrainedModelFixture model)
{
    [Fact]
    public async Task The_service_is_ready_with_a_whole_model_that_is_pinned()
    {
        using var api = new ApiFactory(model.Folder, ("Model:Sha256", model.Package.Sha256.ToUpperInvariant())).WaitUntilReady();
        var response = await api.CreateClient().GetAsync("/healthz/ready");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("ready", (await response.JsonAsync()).GetProperty("status").GetString());
        Assert.Contains(api.Log.Lines, l => l.Text.Contains(model.Package.Sha256, StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_the_model_is_loading_the_service_is_live_and_not_ready()
    {
        using var api = new ApiFactory(model.Folder).WaitUntilReady();
        api.Services.GetRequiredService<ModelHolder>().Catalogue = ModelCatalogue.Loading;
        await AssertNotReadyAsync(api, "The model is being loaded.");
    }

    [Fact]
    public async Task Without_the_folder_the_service_stays_not_ready_and_logs_why()
    {
        var folder = Path.Combine(model.Folder, "no-such-folder");
        using var api = new ApiFactory(folder).WaitUntilLoaded();
        await AssertNotReadyAsync(api, "The model could not be loaded; the log of the service says why.");
        Assert.Contains(Errors(api), e => e.Contains(folder, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("model.json")]
    [InlineData("manifest.json")]
    [InlineData("card.md")]
    public async Task A_changed_file_keeps_the_service_from_being_ready_and_is_named_in_the_log(string file)
    {
        var folder = model.CopyOfPackage();
        var path = Path.Combine(folder, file);
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace('1', '2'));
        using var api = new ApiFactory(folder).WaitUntilLoaded();
        await AssertNotReadyAsync(api, "The model could not be loaded; the log of the service says why.");
        Assert.Contains(Errors(api), e => e.Contains(file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_missing_file_keeps_the_service_from_being_ready_and_is_named_in_the_log()
    {
        var folder = model.CopyOfPackage();
        File.Delete(Path.Combine(folder, "calibration.json"));
        using var api = new ApiFactory(folder).WaitUntilLoaded();
        await AssertNotReadyAsync(api, "The model could not be loaded; the log of the service says why.");
        Assert.Contains(Errors(api), e => e.Contains("calibration.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_model_than_the_pinned_one_is_not_served()
    {
        var other = new string('a', 64);
        using var api = new ApiFactory(model.Folder, ("Model:Sha256", other)).WaitUntilLoaded();
        await AssertNotReadyAsync(api, "The model is not the one that the service is pinned to.");
        Assert.Contains(Errors(api), e => e.Contains(other, StringComparison.Ordinal) && e.Contains(model.Package.Sha256, StringComparison.Ordinal));
    }

    private static List<string> Errors(ApiFactory api) => [.. api.Log.Lines.Where(l => l.Level == LogLevel.Error).Select(l => l.Text)];

    private static async Task AssertNotReadyAsync(ApiFactory api, string reason)
    {
        var client = api.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz/live")).StatusCode);
        foreach (var response in new[]
        {
            await client.GetAsync("/healthz/ready"),
            await client.GetAsync("/v1/models"),
            await client.GetAsync("/v1/models/" + TrainedModelFixture.ModelName),
            await client.PostAsync("/v1/risk-scores", Bodies.Json(Bodies.Example())),
        })
        {
            var problem = await response.ProblemAsync(503);
            Assert.Equal(reason, problem.GetProperty("detail").GetString());
        }
    }
}
