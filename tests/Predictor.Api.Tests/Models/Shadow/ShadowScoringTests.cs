using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Predictor.Api.Models;
using Predictor.Api.Models.Shadow;
using Predictor.Api.Tests.CdsHooks;
using Predictor.Api.Tests.Fhir;
using Predictor.Api.Tests.Support;
using Predictor.Risk.Engines;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;
using Xunit;

namespace Predictor.Api.Tests.Models.Shadow;

[Collection(TrainedModelCollection.Name)]
public sealed class ShadowScoringTests(TrainedModelFixture model) : IDisposable
{
    private readonly PackageShelf _shelf = new(model);

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task A_challenger_is_compared_with_every_answer_and_told_to_nobody()
    {
        using var api = await StartAsync(1.5);
        var client = api.CreateClient();
        var bodies = model.Episodes.Take(60).Select(e => Bodies.Of(e, e.Appointments[^1].StartsAt.Known.AddDays(1)).ToJsonString()).ToList();
        var (differences, bandChanges) = (new List<double>(), 0);
        foreach (var body in bodies)
        {
            var served = await (await client.PostAsync("/v1/risk-scores?explain=none", Bodies.Json(body))).JsonAsync();
            Assert.Equal("1.0.0", served.GetProperty("model").GetProperty("version").GetString());
            var tried = await (await client.PostAsync("/v1/risk-scores?explain=none&model=b", Bodies.Json(body))).JsonAsync();
            if (served.GetProperty("status").GetString() != "scored") continue;
            differences.Add(Math.Abs(served.GetProperty("probability").GetDouble() - tried.GetProperty("probability").GetDouble()));
            if (served.GetProperty("band").GetString() != tried.GetProperty("band").GetString()) bandChanges++;
        }

        var figures = await WaitAsync(api, f => f.Compared == differences.Count);
        Assert.Equal(differences.Average(), figures.MeanAbsoluteDifference!.Value, 1e-12);
        Assert.Equal(differences.Max(), figures.LargestDifference!.Value, 1e-15);
        Assert.Equal((double)bandChanges / differences.Count, figures.BandChangeShare!.Value, 1e-15);
        Assert.True(bandChanges > 0);
        Assert.Equal((0, 0, 0, 0), (figures.Dropped, figures.Failed, figures.StatusChanges, figures.Incomparable));
        var shadow = (await (await client.GetAsync("/v1/admin/models")).JsonAsync()).GetProperty("models")[0].GetProperty("shadow");
        Assert.Equal(("b@1.0.0", differences.Count), (shadow.GetProperty("challenger").GetString(), shadow.GetProperty("compared").GetInt32()));
    }

    [Fact]
    public async Task The_lines_of_a_batch_are_compared_too()
    {
        using var api = await StartAsync(0.5);
        var body = string.Join('\n', Enumerable.Repeat(Bodies.Example().ToJsonString(), 20));
        await api.CreateClient().PostAsync("/v1/risk-scores/batch", Bodies.Json(Encoding.UTF8.GetBytes(body), "application/x-ndjson"));
        Assert.Equal(20, (await WaitAsync(api, f => f.Compared == 20)).Compared);
    }

    [Theory]
    [InlineData("fhir")]
    [InlineData("cds")]
    public async Task Scores_by_fhir_and_cds_hooks_are_compared_as_those_by_json_are(string way)
    {
        using var api = await StartAsync(1.5, ("CdsHooks:LeastBand", "very-high"));
        var client = api.CreateClient();
        var differences = new List<double>();
        foreach (var episode in model.Episodes.Take(12))
        {
            var asOf = episode.Appointments[^1].StartsAt.Known.AddDays(1);
            var answer = way == "fhir"
                ? await client.PostAsync(FhirBodies.Path, FhirBodies.Content(FhirBodies.Of(episode, asOf)))
                : await client.CallAsync(CdsBodies.View, CdsBodies.Of(episode, asOf));
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            // What FHIR tells of an episode is what JSON tells of it, so the two models are as far apart as there.
            var body = Bodies.Of(episode, asOf).ToJsonString();
            var scores = await Task.WhenAll(new[] { "a", "b" }.Select(async m => await (await client.PostAsync($"/v1/risk-scores?explain=none&model={m}", Bodies.Json(body))).JsonAsync()));
            if (scores[0].GetProperty("status").GetString() == "scored") differences.Add(Math.Abs(scores[0].GetProperty("probability").GetDouble() - scores[1].GetProperty("probability").GetDouble()));
        }

        // Each once by the way that is tried and once by JSON.
        var figures = await WaitAsync(api, f => f.Compared == 2 * differences.Count);
        Assert.Equal(2 * differences.Count, figures.Compared);
        Assert.Equal(differences.Average(), figures.MeanAbsoluteDifference!.Value, 1e-12);
        Assert.Equal((0, 0, 0, 0), (figures.Dropped, figures.Failed, figures.StatusChanges, figures.Incomparable));
    }

    [Fact]
    public async Task What_the_challenger_cannot_keep_up_with_is_dropped_and_counted_and_every_answer_comes()
    {
        const int Asked = 600;
        using var api = await StartAsync(0.5, ("Model:ShadowShare", "0.01"));
        var catalogue = api.Catalogue();
        var served = catalogue.State.Model!;
        var body = Encoding.UTF8.GetBytes(Bodies.Example().ToJsonString());
        var reading = served.Reader.Read(body);
        var score = served.Scorer.Score(reading.Episode!, reading.AsOf!.Value.Ticks, served.Package.Heads[0], Explanation.None);
        var scoring = api.Services.GetRequiredService<ShadowScoring>();
        for (var i = 0; i < Asked; i++) scoring.Offer(catalogue, served, body, score);
        var figures = catalogue.ShadowOf(served)!.Figures();
        Assert.InRange(figures.Dropped, 1, Asked - 256);
        Assert.InRange(figures.Dropped + figures.Compared, Asked - 257, Asked);
    }

    [Fact]
    public async Task A_challenger_that_fails_is_counted_and_logged_and_fails_nobody()
    {
        using var api = await StartAsync(0.5);
        var served = api.Catalogue().State.Model!;
        var broken = new LoadedModel(Broken(served.Package), 10_000);
        var shadow = new ShadowComparison(served, broken, api.Services.GetRequiredService<ModelMetrics>());
        var one = new ServedModel("a", served, null, [served], shadow);
        api.Services.GetRequiredService<ModelHolder>().Catalogue = new ModelCatalogue([one], ModelState.Ready(served), []);
        Assert.Equal("a@1.0.0", (await api.CreateClient().ScoreAsync()).Model);
        Assert.Equal(1, (await WaitAsync(api, f => f.Failed == 1)).Failed);
        Assert.Contains(api.Log.Lines, l => l.Level == LogLevel.Error && l.Text.Contains("The challenger broken@1.0.0 failed", StringComparison.Ordinal));
        Assert.DoesNotContain(api.Log.Lines, l => l.Text.Contains("a value of a client", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Figures_begin_anew_when_another_version_serves_and_end_when_the_trial_does()
    {
        using var api = await StartAsync(0.5);
        var client = api.CreateClient();
        await client.ScoreAsync();
        await WaitAsync(api, f => f.Compared == 1);
        api.Look();
        Assert.Equal(1, Figures(api)!.Compared);
        _shelf.Put("a", "1.1.0", 0.1);
        api.Look();
        Assert.Equal(0, Figures(api)!.Compared);
        await client.DeleteAsync("/v1/admin/models/a/challenger");
        Assert.Null(Figures(api));
    }

    [Fact]
    public async Task A_challenger_that_is_not_there_is_refused_and_one_that_goes_is_an_alarm()
    {
        using var api = await StartAsync(0.5);
        var client = api.CreateClient();
        foreach (var wrong in new[] { "b", "b@9.9.9", "a@1.0.0", "" }) await (await client.PutAsync("/v1/admin/models/a/challenger", Bodies.Json($$"""{ "challenger": "{{wrong}}" }"""))).ProblemAsync(409);
        _shelf.Put("b", "1.1.0", 0.2);
        Directory.Delete(Path.Combine(_shelf.Folder, "b-1.0.0"), recursive: true);
        api.Look(3);
        Assert.Equal(["choice-unmet a"], api.Alarms());
        Assert.Equal("a@1.0.0", (await client.ScoreAsync()).Model);
    }

    private async Task<ApiFactory> StartAsync(double shift, params (string Key, string Value)[] settings)
    {
        _shelf.Put("a", "1.0.0");
        _shelf.Put("b", "1.0.0", shift);
        var api = ServedApi.Start(_shelf, [("Model:Default", "a"), .. settings]);
        Assert.True((await api.CreateClient().PutAsync("/v1/admin/models/a/challenger", Bodies.Json("""{ "challenger": "b@1.0.0" }"""))).IsSuccessStatusCode);
        return api;
    }

    private static ShadowFigures? Figures(ApiFactory api) => api.Catalogue().Named("a")!.Shadow?.Figures();

    /// <summary>Comparing goes on beside the answers: waits until it has come so far.</summary>
    private static async Task<ShadowFigures> WaitAsync(ApiFactory api, Func<ShadowFigures, bool> isThere)
    {
        for (var i = 0; i < 600 && !isThere(Figures(api)!); i++) await Task.Delay(50);
        return Figures(api)!;
    }

    private static ModelPackage Broken(ModelPackage from) => new()
    {
        Name = "broken",
        Version = from.Version,
        Seed = from.Seed,
        DataFingerprint = from.DataFingerprint,
        Sha256 = from.Sha256,
        CreatedAt = from.CreatedAt,
        Pipeline = from.Pipeline,
        Features = from.Features,
        Files = from.Files,
        Heads = [.. from.Heads.Select(h => new ModelHead { HorizonDays = h.HorizonDays, Model = new Failing(), BaseRate = h.BaseRate, Bands = h.Bands, Percentiles = h.Percentiles, Rules = h.Rules })],
    };

    private sealed class Failing : IRiskModel
    {
        public string Engine => "failing";

        public double BaselineLogOdds => 0;

        public double LogOdds(ReadOnlySpan<double> row) => throw new InvalidOperationException("a value of a client");

        public void Contribute(ReadOnlySpan<double> row, Span<double> contributions) => throw new InvalidOperationException("a value of a client");
    }
}
