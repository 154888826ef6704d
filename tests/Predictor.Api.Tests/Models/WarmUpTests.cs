using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Predictor.Api.Models;
using Predictor.Api.Tests.Support;
using Xunit;

namespace Predictor.Api.Tests.Models;

/// <summary>A model is warm before anybody is answered with it.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class WarmUpTests(TrainedModelFixture model) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly PackageShelf _shelf = new(model);

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task While_the_first_model_is_warmed_the_service_is_not_ready_and_answers_nothing_with_it()
    {
        using var warmUp = new HeldWarmUp { IsHeld = true };
        using var api = new ApiFactory(model.Folder) { More = s => s.AddSingleton<WarmUp>(warmUp) };
        var client = api.CreateClient();
        Assert.True(await warmUp.Begun.WaitAsync(Patience), "No model was warmed.");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/healthz/ready")).StatusCode);
        await (await client.PostAsync("/v1/risk-scores", Bodies.Json(Bodies.Example()))).ProblemAsync(503);
        warmUp.MayEnd.Set();
        api.WaitUntilReady();
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/v1/risk-scores", Bodies.Json(Bodies.Example()))).StatusCode);
    }

    [Fact]
    public async Task While_a_new_version_is_warmed_the_old_one_answers()
    {
        _shelf.Put("a", "1.0.0");
        using var warmUp = new HeldWarmUp();
        using var api = new ApiFactory(_shelf.Folder, ("Model:PollSeconds", "3600")) { More = s => s.AddSingleton<WarmUp>(warmUp) }.WaitUntilReady();
        await warmUp.Begun.WaitAsync(Patience);
        warmUp.IsHeld = true;
        _shelf.Put("a", "1.1.0");
        var look = Task.Run(() => api.Look());
        Assert.True(await warmUp.Begun.WaitAsync(Patience), "The new version was not warmed.");
        var client = api.CreateClient();
        Assert.Equal("a@1.0.0", (await client.ScoreAsync()).Model);
        warmUp.MayEnd.Set();
        await look;
        Assert.Equal("a@1.1.0", (await client.ScoreAsync()).Model);
    }

    /// <summary>Says when it begins, and where it is held ends only when it is told to.</summary>
    private sealed class HeldWarmUp : WarmUp, IDisposable
    {
        private volatile bool _isHeld;

        public bool IsHeld
        {
            get => _isHeld;
            set => _isHeld = value;
        }

        public SemaphoreSlim Begun { get; } = new(0);

        public ManualResetEventSlim MayEnd { get; } = new();

        public override void Run(LoadedModel model)
        {
            Begun.Release();
            if (IsHeld) MayEnd.Wait();
            base.Run(model);
        }

        public void Dispose()
        {
            Begun.Dispose();
            MayEnd.Dispose();
        }
    }
}
