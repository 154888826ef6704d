using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Predictor.Api.Health;
using Predictor.Api.Models;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Health;

[Collection(TrainedModelCollection.Name)]
public sealed class ReadyTests(TrainedModelFixture model)
{
    [Fact]
    public async Task The_answer_names_what_was_checked()
    {
        var answer = await (await model.Api.CreateClient().GetAsync("/healthz/ready")).JsonAsync();
        foreach (var check in new[] { "running", "model" }) Assert.Equal("ready", answer.GetProperty("checks").GetProperty(check).GetString());
    }

    [Fact]
    public async Task A_check_that_fails_makes_the_service_not_ready_in_its_words_and_one_that_throws_says_only_its_name()
    {
        await using var app = await StartAsync();
        var problem = await (await app.GetTestClient().GetAsync("/healthz/ready")).ProblemAsync(503);
        Assert.Equal("The model is being loaded. The store cannot be written. The check 'broken' failed.", problem.GetProperty("detail").GetString());
        Assert.Equal(200, (int)(await app.GetTestClient().GetAsync("/healthz/live")).StatusCode);
    }

    [Fact]
    public async Task A_service_that_was_told_to_stop_is_not_ready()
    {
        using var api = new ApiFactory(model.Folder).WaitUntilReady();
        var client = api.CreateClient();
        Assert.Equal(200, (int)(await client.GetAsync("/healthz/ready")).StatusCode);
        var stopping = new TaskCompletionSource<int>();
        api.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => stopping.SetResult((int)client.GetAsync("/healthz/ready").GetAwaiter().GetResult().StatusCode));
        api.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.Equal(503, await stopping.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<ModelHolder>();
        builder.Services.AddAuthorization();
        builder.Services.AddHealth();
        builder.Services.AddReadyCheck<Full>("store");
        builder.Services.AddReadyCheck<Broken>("broken");
        var app = builder.Build();
        app.MapHealth();
        await app.StartAsync();
        return app;
    }

    private sealed class Full : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(HealthCheckResult.Unhealthy("The store cannot be written."));
    }

    private sealed class Broken : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => throw new InvalidOperationException("/var/secret");
    }
}
