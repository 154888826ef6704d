using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Predictor.Care.Timelines;
using Predictor.EndToEnd.Tests.Processes;
using Predictor.Risk.Features;
using Predictor.Risk.Packaging;
using Predictor.Testing;
using Xunit;

namespace Predictor.EndToEnd.Tests.Serving;

/// <summary>Models of other libraries and additive models, from the command line that makes the package to the answer of the service, against their files read literally.</summary>
public sealed class OtherModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public OtherModelTests() => SmallClinic.Write(_folder.Sub("data"), SmallClinic.Create());

    [Fact]
    public async Task A_model_of_LightGBM_is_imported_served_and_explained()
    {
        // The sigmoid halves what the trees say. 19 / 40 = 0.475 is the mean of the first tree by its counts, 0 that of the second.
        await ImportAsync("lightgbm", OtherModelFiles.LightGBM);

        await AssertServedAsync(start: 0, factor: 0.5);
    }

    [Fact]
    public async Task A_model_of_XGBoost_is_imported_served_and_explained()
    {
        // Its base score is the probability 0.25.
        await ImportAsync("xgboost", OtherModelFiles.XGBoost);

        await AssertServedAsync(start: -Math.Log(3), factor: 1);
    }

    [Fact]
    public async Task An_additive_model_is_trained_served_and_explained()
    {
        var run = await Run.PredictorAsync("train", "--engine", "gam", "--data", _folder.Sub("data"), "--data-until", "2026-01-06", "--out", _folder.Sub("model"));
        Assert.True(run.ExitCode == 0, run.Error);
        var package = PackageReader.Read(_folder.Sub("model"));
        var tables = new LiteralTables(package);
        await using var service = await Service.StartAsync(_folder.Sub("model"));
        var (scored, withReasons) = (0, 0);
        foreach (var episode in SmallClinic.Create().Take(40))
        {
            var asOf = episode.StartedOn.Known.AddDays(24);
            var known = AsOf.Known(episode, asOf.UtcTicks);
            var answer = await ScoreAsync(service, EpisodeBody.Of(known, $"{asOf:yyyy-MM-ddTHH:mm:ssK}"));
            if ((string)answer["status"]! != "scored") continue;
            var row = new double[package.Features.Count];
            new FeatureFold(Timeline.Of(known), package.Features, package.Pipeline).RowAt(asOf.UtcTicks, row);

            Assert.Equal(Sigmoid(tables.LogOdds(row)), (double)answer["probability"]!, 1e-12);
            AssertAddsUp(answer);
            // What a curve alone gives is its value, as its mean over the training is nothing.
            foreach (var (feature, value) in tables.OfColumnsWithoutPairs(row)) Assert.Equal(value, (double)answer["contributions"]![feature]!, 1e-6);
            scored++;
            if (answer["reasons"]!.AsArray().Count > 0) withReasons++;
        }

        Assert.True(scored >= 20, $"{scored} were scored");
        Assert.Equal(scored, withReasons);
    }

    public void Dispose() => _folder.Dispose();

    private async Task ImportAsync(string library, string text)
    {
        await File.WriteAllTextAsync(_folder.Sub("model.file"), text);
        await File.WriteAllTextAsync(_folder.Sub("codes.json"), OtherModelFiles.Codes);
        var run = await Run.PredictorAsync(
            "import", "--from", library, _folder.Sub("model.file"), "--features", _folder.Sub("codes.json"), "--out", _folder.Sub("model"), "--data", _folder.Sub("data"), "--data-until", "2026-01-06",
            "--inactivity-days", "42", "--horizon-days", "28");
        Assert.True(run.ExitCode == 0, run.Error);
    }

    /// <summary>Clients that fall into each leaf, whose answers are worked out by hand from the numbers that stand in the file.</summary>
    private async Task AssertServedAsync(double start, double factor)
    {
        await using var service = await Service.StartAsync(_folder.Sub("model"));
        // Two misses in a row and an alliance of 31 / 40, then of 36 / 40, and none: what is missing goes to the higher ones. A treatment that the model does not know goes with the others.
        await AssertAnswerAsync(misses: 0, alliance: 36, "CBT", first: -1, second: 0.75);
        await AssertAnswerAsync(misses: 2, alliance: 31, "CBT", first: 1.5, second: 0.75);
        await AssertAnswerAsync(misses: 2, alliance: 36, "IPT", first: 0.5, second: -0.25);
        await AssertAnswerAsync(misses: 2, alliance: null, "Yoga", first: 0.5, second: -0.25);

        async Task AssertAnswerAsync(int misses, int? alliance, string treatment, double first, double second)
        {
            var answer = await ScoreAsync(service, Body(misses, alliance, treatment));

            Assert.Equal("scored", (string)answer["status"]!);
            Assert.Equal(Sigmoid(start + (factor * (first + second))), (double)answer["probability"]!, 1e-7);
            Assert.Equal(Sigmoid(start - (factor * 0.475)), (double)answer["baseline"]!, 1e-7);
            AssertAddsUp(answer);
            // Shapley's mean over both orders of the first tree's columns. Leaves: -1 (30 rows), 1.5 (6 rows), 0.5 (4 rows).
            var byMisses = misses > 1 ? ((6 * 1.5) + (4 * 0.5)) / 10 : -1;
            var byAlliance = ((30 * -1.0) + (10 * (alliance is 31 ? 1.5 : 0.5))) / 40;
            Assert.Equal(factor * ((byMisses + 0.475) + (first - byAlliance)) / 2, (double)answer["contributions"]!["attendance.misses-in-a-row"]!, 1e-7);
            Assert.Equal(factor * ((byAlliance + 0.475) + (first - byMisses)) / 2, (double)answer["contributions"]!["alliance.level"]!, 1e-7);
            Assert.Equal(factor * second, (double)answer["contributions"]!["course.treatment"]!, 1e-7);
            var reasons = answer["reasons"]!.AsArray();
            Assert.Contains(reasons, r => (string)r!["effect"]! == (misses > 1 ? "raises" : "lowers") && !string.IsNullOrWhiteSpace((string)r["text"]!));
        }
    }

    private static string Body(int misses, int? alliance, string treatment) => new JsonObject
    {
        ["asOf"] = "2026-03-02T09:00:00Z",
        ["episode"] = new JsonObject { ["episodeId"] = "e-1", ["clientId"] = "c-1", ["startedOn"] = "2026-01-26", ["treatment"] = treatment },
        ["appointments"] = new JsonArray([.. Enumerable.Range(0, 5).Select(w => new JsonObject
        {
            ["appointmentId"] = $"a-{w}",
            ["bookedAt"] = "2026-01-20T10:00:00Z",
            ["startsAt"] = $"{new DateTime(2026, 1, 27).AddDays(7 * w):yyyy-MM-dd}T09:00:00Z",
            ["status"] = w >= 5 - misses ? "noshow" : "fulfilled",
        })]),
        ["measures"] = alliance is null ? [] : new JsonArray(new JsonObject { ["takenAt"] = "2026-02-03T10:00:00Z", ["instrument"] = "SRS", ["score"] = alliance }),
    }.ToJsonString();

    private static void AssertAddsUp(JsonNode answer) =>
        Assert.Equal(Logit((double)answer["probability"]!), Logit((double)answer["baseline"]!) + answer["contributions"]!.AsObject().Sum(c => (double)c.Value!), 1e-9);

    private static async Task<JsonNode> ScoreAsync(Service service, string body)
    {
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var answer = await service.Client.PostAsync(new Uri("/v1/risk-scores?explain=full", UriKind.Relative), content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private static double Sigmoid(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private static double Logit(double probability) => Math.Log(probability / (1 - probability));
}
