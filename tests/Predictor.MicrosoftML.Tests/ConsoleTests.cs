using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;
using Predictor.MicrosoftML.Frames;
using Predictor.Risk.Importing;
using Predictor.Risk.Packaging;
using Predictor.Risk.Training.Running;
using Predictor.Training.Tests;
using Xunit;

namespace Predictor.MicrosoftML.Tests;

/// <summary>The console with ML.NET built in.</summary>
public sealed class ConsoleTests
{
    [Theory]
    [InlineData("fasttree", "\"numberOfTrees\": 20")]
    [InlineData("fasttree-gam", "\"numberOfIterations\": 60")]
    [InlineData("lbfgs", "\"l1Regularization\": 0.5")]
    public async Task A_model_is_trained_kept_and_scored_and_MLNETs_own_stands_beside(string engine, string setting)
    {
        using var folder = new ClinicFolder();
        await File.WriteAllTextAsync(folder.File("run.json"), $$"""{ "engine": "{{engine}}", "settings": { {{setting}} }, "seed": 3 }""");

        var run = await CommandRun.OfAsync("train", "--data", folder.Data, "--config", folder.File("run.json"), "--out", folder.Model);

        Assert.True(run.ExitCode == 0, run.Error);
        var package = PackageReader.Read(folder.Model);
        Assert.Equal(engine, package.Heads[0].Model.Engine);
        Assert.Equal(engine, RunDocument.Read(package.Files["run.json"]).Engine);
        Assert.Contains("takes the mean of the training rows that have one", await File.ReadAllTextAsync(Path.Combine(folder.Model, "card.md")), StringComparison.Ordinal);

        // ML.NET's own model takes the table of the features command as it is.
        var features = await CommandRun.OfAsync("features", "--data", folder.Data, "--out", folder.File("table.csv"), "--codes", folder.File("codes.json"));
        Assert.True(features.ExitCode == 0, features.Error);
        using var table = File.OpenRead(folder.File("table.csv"));
        var frame = FeatureFrame.Read(table, FeatureCodes.Read(folder.File("codes.json")));
        var scored = new MLContext().Model.Load($"{folder.Model}.mlnet-28.zip", out _).Transform(frame).GetColumn<float>("Probability").ToArray();
        for (var row = 0; row < scored.Length; row++) Assert.Equal(scored[row], 1 / (1 + Math.Exp(-package.Heads[0].Model.LogOdds(Row(package, frame, row)))), 1e-6);

        var again = await CommandRun.OfAsync("train", "--data", folder.Data, "--config", Path.Combine(folder.Model, "run.json"), "--out", folder.File("again"));
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Equal(package.Sha256, PackageReader.Read(folder.File("again")).Sha256);
    }

    [Fact]
    public async Task Settings_of_another_engine_are_bad_usage()
    {
        using var folder = new ClinicFolder(clients: 1);
        await File.WriteAllTextAsync(folder.File("run.json"), """{ "engine": "fasttree", "settings": { "leaves": 4 } }""");

        var run = await CommandRun.OfAsync("train", "--data", folder.Data, "--config", folder.File("run.json"), "--out", folder.Model);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("/settings/leaves is not known", run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private static double[] Row(ModelPackage package, DataFrame frame, int row) =>
        [.. package.Features.Columns.Select(c => (c.Categories, frame[c.Code][row]) switch
        {
            (_, null) => double.NaN,
            ({ } categories, string name) => categories.ToList().IndexOf(name) is var code and >= 0 ? code : double.NaN,
            (_, var number) => (double)number,
        })];
}
