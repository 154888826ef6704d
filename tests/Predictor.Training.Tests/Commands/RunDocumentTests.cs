using Predictor.Risk.Packaging;
using Predictor.Risk.Training.Designs;
using Predictor.Risk.Training.Running;
using Xunit;

namespace Predictor.Training.Tests.Commands;

/// <summary>A run as a document: <c>train --config</c>.</summary>
public sealed class RunDocumentTests
{
    private const string Run = """
        { "name": "small", "inactivityDays": 30, "horizonDays": [21], "dataUntil": "2025-12-01", "engine": "trees", "settings": { "maximumRounds": 20, "leaves": 4 }, "exclude": ["scheduling.*"], "split": "client", "crossValidate": 0, "seed": 7 }
        """;

    [Fact]
    public async Task The_same_document_gives_the_same_hash_and_so_does_the_one_in_the_package()
    {
        using var folder = new ClinicFolder();

        var first = await TrainAsync(folder, "first", Run);
        var second = await TrainAsync(folder, "second", Run);
        var kept = await TrainAsync(folder, "third", await File.ReadAllTextAsync(Path.Combine(folder.File("first"), "run.json")));

        Assert.Equal(first.Sha256, second.Sha256);
        Assert.Equal(first.Sha256, kept.Sha256);
        var run = RunDocument.Read(first.Files["run.json"]);
        Assert.Equal(("small", 30, 7, "2025-12-01", SplitKind.Client), (run.Name, run.InactivityDays, run.Seed, run.DataUntil, run.Split));
        Assert.Equal((20.0, 4.0, 0.5), (run.Settings!["maximumRounds"], run.Settings["leaves"], run.Settings["rowShare"]));
        Assert.DoesNotContain(first.Features.Slots, s => s.Feature.Code.StartsWith("scheduling.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Options_come_before_the_document_by_name()
    {
        using var folder = new ClinicFolder();

        var package = await TrainAsync(folder, "model", Run, "--seed", "8", "--inactivity-days", "42", "--data-until", "2025-12-02", "--engine", "trees", "--name", "other");

        var run = RunDocument.Read(package.Files["run.json"]);
        Assert.Equal(("other", 42, 8, "2025-12-02"), (run.Name, run.InactivityDays, run.Seed, run.DataUntil));
        // What no option names is as the document says.
        Assert.Equal(4, run.Settings!["leaves"]);
        Assert.Equal([21], package.Pipeline.HorizonDays);
    }

    [Theory]
    [InlineData("logistic", "the settings in the file of --config are those of trees")]
    [InlineData("fasttree", "the settings in the file of --config are those of trees")]
    public async Task Settings_of_one_engine_are_not_taken_for_anothers(string engine, string said)
    {
        using var folder = new ClinicFolder(clients: 1);
        await File.WriteAllTextAsync(folder.File("run.json"), Run);

        var run = await CommandRun.OfAsync("train", "--data", folder.Data, "--config", folder.File("run.json"), "--engine", engine, "--out", folder.Model);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fasttree")]
    [InlineData("fasttree-gam")]
    [InlineData("lbfgs")]
    public async Task An_engine_that_is_not_in_this_build_is_bad_usage_that_says_how_to_get_it(string engine)
    {
        using var folder = new ClinicFolder(clients: 1);

        var run = await CommandRun.OfAsync("train", "--data", folder.Data, "--engine", engine, "--out", folder.Model);

        Assert.Equal(2, run.ExitCode);
        var said = run.Error.ReplaceLineEndings(" ");
        Assert.Contains("-p:MicrosoftML=true", said, StringComparison.Ordinal);
        Assert.Contains("src/Predictor.MicrosoftML/README.md", said, StringComparison.Ordinal);
    }

    private static async Task<ModelPackage> TrainAsync(ClinicFolder folder, string name, string document, params string[] more)
    {
        await File.WriteAllTextAsync(folder.File($"{name}.json"), document);
        var run = await CommandRun.OfAsync(["train", "--data", folder.Data, "--config", folder.File($"{name}.json"), "--out", folder.File(name), .. more]);
        Assert.True(run.ExitCode == 0, run.Error);
        return PackageReader.Read(folder.File(name));
    }
}
