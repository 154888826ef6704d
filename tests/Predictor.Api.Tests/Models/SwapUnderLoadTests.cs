using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Predictor.Api.Tests.Support;
using Predictor.Care.Reading;
using Predictor.Risk.Packaging;
using Predictor.Risk.Scoring;
using Xunit;

namespace Predictor.Api.Tests.Models;

/// <summary>On a real server: callers ask while models come and go, and each answer has to be the one of the model that it names.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class SwapUnderLoadTests(TrainedModelFixture model) : IDisposable
{
    private const int Packages = 6;
    private const int Callers = 4;
    private const int Swaps = 60;

    private readonly PackageShelf _shelf = new(model);

    public void Dispose() => _shelf.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_answer_names_a_model_that_did_not_make_it(int seed)
    {
        var bodies = model.Episodes.Take(8).Select(e => Bodies.Of(e, e.Appointments[^1].StartsAt.Known.AddDays(1)).ToJsonString()).ToList();
        var sources = Enumerable.Range(0, Packages).Select(i => _shelf.Make("a", PackageShelf.Version(i), 0.1 * i)).ToList();
        var expected = sources.Select(PackageReader.Read).ToDictionary(p => p.Sha256, p => new Expected(p.Version, [.. bodies.Select(b => Score(p, b))]));
        _shelf.Put("a", PackageShelf.Version(0), 0, "x");
        using var api = ServedApi.StartOnKestrel(_shelf);
        using var stop = new CancellationTokenSource();
        var seen = new ConcurrentDictionary<string, int>();

        var asking = Enumerable.Range(0, Callers).Select(i => Task.Run(() => AskAsync(api.CreateClient(), bodies, expected, seen, i == 0, new Random(seed + i), stop.Token))).ToList();
        var draws = new Random(seed);
        for (var swap = 0; swap < Swaps; swap++)
        {
            var source = sources[draws.Next(Packages)];
            foreach (var file in Directory.EnumerateFiles(source)) File.Copy(file, Path.Combine(_shelf.Folder, "x", Path.GetFileName(file)), overwrite: true);
            api.Look();
            // Time for somebody to ask; what the test holds does not depend on it.
            await Task.Delay(draws.Next(10));
        }

        await stop.CancelAsync();
        await Task.WhenAll(asking);
        Assert.Empty(api.Alarms());
        Assert.True(seen.Count > 1, "Only one model was seen to answer.");
    }

    private static async Task AskAsync(
        HttpClient client, List<string> bodies, Dictionary<string, Expected> expected, ConcurrentDictionary<string, int> seen, bool isBatch, Random draws, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var which = draws.Next(bodies.Count);
            if (!isBatch)
            {
                var response = await client.PostAsync("/v1/risk-scores?explain=none", Bodies.Json(bodies[which]), CancellationToken.None);
                Check(await response.JsonAsync(), which);
                continue;
            }

            var body = Bodies.Json(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat(bodies, 10).SelectMany(b => b))), "application/x-ndjson");
            var batch = await client.PostAsync("/v1/risk-scores/batch?explain=none", body, CancellationToken.None);
            var answers = (await batch.Content.ReadAsStringAsync(CancellationToken.None)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonElement.Parse(l)).ToList();
            Assert.Equal(bodies.Count * 10, answers.Count);
            for (var i = 0; i < answers.Count; i++) Check(answers[i], i % bodies.Count);
            Assert.Single(answers.Select(a => a.GetProperty("model").GetProperty("sha256").GetString()).Distinct());
        }

        void Check(JsonElement answer, int which)
        {
            var named = answer.GetProperty("model");
            var sha = named.GetProperty("sha256").GetString()!;
            Assert.Equal(expected[sha].Version, named.GetProperty("version").GetString());
            double? probability = answer.TryGetProperty("probability", out var given) ? given.GetDouble() : null;
            Assert.Equal(expected[sha].Probabilities[which], probability);
            seen.AddOrUpdate(sha, 1, (_, n) => n + 1);
        }
    }

    private static double? Score(ModelPackage package, string body)
    {
        var reading = new EpisodeJsonReader(new EpisodeJsonReaderOptions { Calendar = package.Pipeline.Calendar, Instruments = package.Pipeline.Instruments }).Read(Encoding.UTF8.GetBytes(body));
        return new RiskScorer(package).Score(reading.Episode!, reading.AsOf!.Value.Ticks, package.Heads[0], Explanation.None).Probability;
    }

    private sealed record Expected(string Version, IReadOnlyList<double?> Probabilities);
}
