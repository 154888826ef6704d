using System.Text.Json.Nodes;
using Predictor.Risk.Packaging;
using Xunit;

namespace Predictor.Training.Tests.Commands;

/// <summary>The splits, cross-validation and recalibration by the command line.</summary>
public sealed class DesignCommandsTests : IDisposable
{
    private readonly ClinicFolder _folder = new(clients: 700);

    [Fact]
    public async Task A_split_by_time_is_found_again_by_evaluate()
    {
        var trained = await TrainAsync("--split", "time", "--split-day", "2025-06-20", "--json");
        Assert.True(trained.ExitCode == 0, trained.Error);

        var evaluated = await CommandRun.OfAsync("evaluate", "--model", _folder.Model, "--data", _folder.Data, "--data-until", "2026-01-06", "--json");

        var packaged = JsonNode.Parse(trained.Output)!["metrics"]!["byHorizon"]!["28"]!;
        var report = JsonNode.Parse(evaluated.Output)!;
        foreach (var figure in new[] { "rows", "clients", "positives", "censored", "auc", "aucCi", "brier", "calibrationSlope" }) Assert.Equal(packaged[figure]!.ToJsonString(), report[figure]!.ToJsonString());
        Assert.Equal("the clients of the training data whose first landmark lies after 2025-06-20 (split by time)", (string)report["evaluatedOn"]!);
        Assert.Contains("\"day\": \"2025-06-20\"", await File.ReadAllTextAsync(Path.Combine(_folder.Model, "pipeline.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_split_by_clinic_needs_clinics()
    {
        var run = await TrainAsync("--split", "clinic");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("expected at least 2, to leave each out in turn", string.Join(' ', run.Error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Model));
    }

    [Fact]
    public async Task Cross_validation_is_told_beside_the_split_and_recalibration_makes_a_new_version()
    {
        var trained = await TrainAsync("--cross-validate", "1", "--json");
        Assert.True(trained.ExitCode == 0, trained.Error);
        Assert.NotNull(JsonNode.Parse(trained.Output)!["metrics"]!["byHorizon"]!["28"]!["crossValidation"]!["figures"]!["auc"]!["mean"]);

        using var elsewhere = new ClinicFolder(clients: 300);
        var target = _folder.File("recalibrated");
        var run = await CommandRun.OfAsync("evaluate", "--model", _folder.Model, "--data", elsewhere.Data, "--data-until", "2026-01-06", "--bootstrap", "0", "--recalibrate", "large", "--out", target);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("after, each client by the others", run.Output, StringComparison.Ordinal);
        Assert.Equal("1.1.0", PackageReader.Read(target).Version);
        Assert.Equal(PackageReader.Read(_folder.Model).Sha256, PackageReader.Read(target).Origin!.Sha256);

        var again = await CommandRun.OfAsync("evaluate", "--model", _folder.Model, "--data", _folder.Data, "--data-until", "2026-01-06", "--recalibrate", "large", "--out", target);
        Assert.Equal(2, again.ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    private Task<CommandRun> TrainAsync(params string[] more) => CommandRun.OfAsync(["train", "--data", _folder.Data, "--data-until", "2026-01-06", "--out", _folder.Model, "--engine", "logistic", .. more]);
}
