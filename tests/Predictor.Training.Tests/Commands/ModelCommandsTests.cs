using System.Text.Json.Nodes;
using Predictor.Risk.Packaging;
using Xunit;

namespace Predictor.Training.Tests.Commands;

/// <summary>train, evaluate and score, one after another as a user would.</summary>
public sealed class ModelCommandsTests : IDisposable
{
    private static readonly Lazy<Task<TrainedFolder>> Trained = new(TrainedFolder.CreateAsync);

    private readonly ClinicFolder _folder = new();

    [Fact]
    public async Task Train_writes_a_package_and_says_how_good_it_is()
    {
        var run = await TrainAsync();

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("no spell yet begun", run.Output, StringComparison.Ordinal);
        Assert.Contains(PackageReader.Read(_folder.Model).Sha256, run.Output, StringComparison.Ordinal);
        Assert.Contains("trees in each of 5 folds", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_as_json_is_one_document()
    {
        var run = await TrainAsync("--json");

        var report = JsonNode.Parse(run.Output)!;
        Assert.Equal(PackageReader.Read(_folder.Model).Sha256, (string)report["sha256"]!);
        Assert.NotNull(report["metrics"]!["byHorizon"]!["28"]!["auc"]);
    }

    [Fact]
    public async Task Too_few_events_end_with_1_and_no_package()
    {
        using var small = new ClinicFolder(clients: 50);

        var run = await CommandRun.OfAsync("train", "--data", small.Data, "--data-until", "2026-01-06", "--out", small.Model);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("PROBAST", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(small.Model));
    }

    [Fact]
    public async Task Train_refuses_a_folder_that_holds_something_else_before_it_begins()
    {
        Directory.CreateDirectory(_folder.Model);
        await File.WriteAllTextAsync(Path.Combine(_folder.Model, "letter.txt"), "dear");

        var run = await TrainAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain("Reading", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_on_the_training_data_gives_the_figures_of_the_package()
    {
        (await Trained.Value).CopyTo(_folder.Model);

        var run = await CommandRun.OfAsync("evaluate", "--model", _folder.Model, "--data", _folder.Data, "--data-until", "2026-01-06", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var report = JsonNode.Parse(run.Output)!;
        var packaged = JsonNode.Parse(PackageReader.Read(_folder.Model).Files["metrics.json"])!["byHorizon"]!["28"]!;
        foreach (var figure in new[] { "rows", "clients", "positives", "censored", "auc", "aucCi", "averagePrecision", "brier", "logLoss", "calibrationIntercept", "calibrationSlope", "ici" })
        {
            Assert.Equal(packaged[figure]!.ToJsonString(), report[figure]!.ToJsonString());
        }

        Assert.Equal("the clients of the training data that were held out", (string)report["evaluatedOn"]!);
        foreach (var kind in new[] { "attended", "missed", "cancelled", "silent" }) Assert.NotNull(report["byLandmark"]![kind]!["rows"]);
        Assert.NotNull(report["notYetGone"]!["auc"]);
        Assert.NotNull(report["baselines"]!["misses-in-4-weeks"]!["auc"]);
    }

    [Fact]
    public async Task On_a_later_export_of_the_same_clinic_the_held_out_clients_can_be_asked_for()
    {
        (await Trained.Value).CopyTo(_folder.Model);
        await File.AppendAllLinesAsync(Path.Combine(_folder.Data, "measures.csv"), ["e-000,2025-12-01T10:00:00Z,WAI-SR,client,total,40"]);

        var all = await CommandRun.OfAsync("evaluate", "--model", _folder.Model, "--data", _folder.Data, "--data-until", "2026-01-06", "--json");
        var heldOut = await CommandRun.OfAsync("evaluate", "--model", _folder.Model, "--data", _folder.Data, "--data-until", "2026-01-06", "--held-out", "--json");

        Assert.Equal(400, (int)JsonNode.Parse(all.Output)!["clients"]!);
        Assert.Contains("flatter", (string)JsonNode.Parse(all.Output)!["evaluatedOn"]!, StringComparison.Ordinal);
        Assert.Equal(JsonNode.Parse(PackageReader.Read(_folder.Model).Files["metrics.json"])!["byHorizon"]!["28"]!["clients"]!.ToJsonString(), JsonNode.Parse(heldOut.Output)!["clients"]!.ToJsonString());
    }

    [Fact]
    public async Task Apparent_figures_are_labelled_so()
    {
        (await Trained.Value).CopyTo(_folder.Model);

        var run = await CommandRun.OfAsync("evaluate", "--model", _folder.Model, "--data", _folder.Data, "--data-until", "2026-01-06", "--apparent", "--json");

        Assert.Contains("apparent", (string)JsonNode.Parse(run.Output)!["evaluatedOn"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_ranks_the_open_episodes_and_explains_the_highest()
    {
        (await Trained.Value).CopyTo(_folder.Model);

        var run = await CommandRun.OfAsync("score", "--model", _folder.Model, "--data", _folder.Data, "--as-of", "2025-06-01", "--explain", "--out", _folder.File("scores.csv"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("What moves the score of", run.Output, StringComparison.Ordinal);
        Assert.Contains("no ground for billing", run.Output, StringComparison.Ordinal);
        Assert.Contains("Main reason", run.Output, StringComparison.Ordinal);
        // The caption is as wide as its table, whose words depend on the model.
        Assert.Contains("do not add up", string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        var lines = File.ReadAllLines(_folder.File("scores.csv"));
        Assert.Equal(401, lines.Length);
        Assert.Contains(",notes,reasons,suggested_actions,contribution:", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Contains("+ ", StringComparison.Ordinal) && l.Contains("attended", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Score_tells_the_curve_that_is_asked_for()
    {
        (await Trained.Value).CopyTo(_folder.Model);

        var run = await CommandRun.OfAsync("score", "--model", _folder.Model, "--data", _folder.Data, "--as-of", "2025-06-01", "--horizons", "all", "--out", _folder.File("scores.csv"), "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var scored = JsonNode.Parse(run.Output)!["scores"]!.AsArray().Where(s => s!["probability"] is not null).ToList();
        Assert.NotEmpty(scored);
        Assert.All(scored, s => Assert.Equal(s!["probability"]!.ToJsonString(), Assert.Single(s["curve"]!.AsArray())!["probability"]!.ToJsonString()));
        Assert.Contains(",notes,probability_28_days", File.ReadLines(_folder.File("scores.csv")).First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_explains_the_episode_that_is_asked_for()
    {
        (await Trained.Value).CopyTo(_folder.Model);
        var all = JsonNode.Parse((await CommandRun.OfAsync("score", "--model", _folder.Model, "--data", _folder.Data, "--as-of", "2025-06-01", "--json")).Output)!["scores"]!.AsArray();
        var lowest = (string)all.Where(s => (string)s!["status"]! == "scored").MinBy(s => (double)s!["probability"]!)!["episodeId"]!;
        var over = (string)all.First(s => (string)s!["status"]! == "over")!["episodeId"]!;

        var told = await CommandRun.OfAsync("score", "--model", _folder.Model, "--data", _folder.Data, "--as-of", "2025-06-01", "--explain", "--episode", lowest);
        var unscored = await CommandRun.OfAsync("score", "--model", _folder.Model, "--data", _folder.Data, "--as-of", "2025-06-01", "--explain", "--episode", over);

        Assert.Contains($"What moves the score of {lowest} from", told.Output, StringComparison.Ordinal);
        Assert.Contains($"{over} has no score (over)", unscored.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", "--explain")]
    [InlineData("e-1")]
    public async Task An_episode_that_is_not_there_or_not_to_be_explained_is_refused(string id, params string[] more)
    {
        (await Trained.Value).CopyTo(_folder.Model);

        var run = await CommandRun.OfAsync(["score", "--model", _folder.Model, "--data", _folder.Data, "--episode", id, .. more]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--episode", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_as_json_has_the_shape_of_the_service()
    {
        (await Trained.Value).CopyTo(_folder.Model);

        var run = await CommandRun.OfAsync("score", "--model", _folder.Model, "--data", _folder.Data, "--as-of", "2025-06-01T12:00:00+02:00", "--explain", "--json");

        var score = JsonNode.Parse(run.Output)!["scores"]!.AsArray().First(s => (string)s!["status"]! == "scored")!;
        Assert.Equal("2025-06-01T10:00:00Z", (string)score["asOf"]!);
        Assert.InRange((double)score["probability"]!, 0, 1);
        Assert.NotEmpty(score["contributions"]!.AsObject());
        Assert.NotEmpty(score["reasons"]!.AsArray());
        Assert.NotNull(score["suggestedActions"]);
        Assert.Equal("model", (string)score["model"]!["name"]!);
    }

    [Theory]
    [InlineData("--as-of", "yesterday")]
    [InlineData("--as-of", "2025-06-01T12:00:00")]
    [InlineData("--inactivity-days", "30")]
    [InlineData("--horizon-days", "99")]
    [InlineData("--horizons", "0,28")]
    [InlineData("--horizons", "soon")]
    [InlineData("--zone", "Europe/Berlin")]
    public async Task Options_that_contradict_the_model_or_make_no_sense_are_refused(string option, string value)
    {
        (await Trained.Value).CopyTo(_folder.Model);

        var run = await CommandRun.OfAsync("score", "--model", _folder.Model, "--data", _folder.Data, option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tampered_model_ends_with_1_and_names_the_file()
    {
        (await Trained.Value).CopyTo(_folder.Model);
        await File.AppendAllTextAsync(Path.Combine(_folder.Model, "calibration.json"), " ");

        var run = await CommandRun.OfAsync("score", "--model", _folder.Model, "--data", _folder.Data);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("calibration.json", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<CommandRun> TrainAsync(params string[] more) => CommandRun.OfAsync(["train", "--data", _folder.Data, "--data-until", "2026-01-06", "--out", _folder.Model, .. more]);
}
