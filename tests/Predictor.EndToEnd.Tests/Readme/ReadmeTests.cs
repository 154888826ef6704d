using System.Text.Json.Nodes;
using Predictor.EndToEnd.Tests.Processes;
using Predictor.Risk.Packaging;
using Predictor.Testing;
using Xunit;

namespace Predictor.EndToEnd.Tests.Readme;

/// <summary>What the README prints is run as it is printed.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task The_main_command_trains_the_model_that_is_shipped_and_scores_with_it()
    {
        var before = await File.ReadAllBytesAsync(Path.Combine(Repository.DemoModel, "manifest.json"));

        var run = await Run.ShellAsync(ReadmeText.BuiltBlock("sh", "-- score"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(PackageReader.Read(Repository.DemoModel).Sha256, run.Output, StringComparison.Ordinal);
        Assert.Contains("What moves the score of", run.Output, StringComparison.Ordinal);
        Assert.Contains("What could be tried:", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(Repository.DemoModel, "manifest.json")));
    }

    [Fact]
    public async Task The_command_beside_the_figures_trains_the_model_that_they_are_of()
    {
        var before = await File.ReadAllBytesAsync(Path.Combine(Repository.SampleModel, "manifest.json"));

        var run = await Run.ShellAsync(ReadmeText.BuiltBlock("sh", "--out models/ctn0027"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(PackageReader.Read(Repository.SampleModel).Sha256, run.Output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(Repository.SampleModel, "manifest.json")));
    }

    [Fact]
    public async Task The_check_command_finds_no_error_in_the_sample()
    {
        var run = await Run.ShellAsync(ReadmeText.Block("sh", "-- check"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("Usable episodes", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_card_of_the_shipped_model_is_printed()
    {
        var run = await Run.ShellAsync(ReadmeText.BuiltBlock("sh", "-- card"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("45 CFR 170.315(b)(11)(iv)(B)", run.Output, StringComparison.Ordinal);
        Assert.Contains("TRIPOD+AI", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shipped_model_finds_no_drift_in_the_clients_held_out_of_its_own_data()
    {
        var run = await Run.ShellAsync(ReadmeText.BuiltBlock("sh", "-- drift"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("No alarm.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_evaluation_is_written_as_a_page()
    {
        var run = await Run.ShellAsync(ReadmeText.BuiltBlock("sh", "--report report.html"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(Path.Combine(Repository.Root, "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task A_simulated_clinic_shows_how_much_could_be_known()
    {
        var printed = ReadmeText.BuiltBlock("sh", "-- simulate");
        Assert.Contains("--episodes 3000 ", printed, StringComparison.Ordinal);
        // The suite does with a smaller clinic; the long checks take all of it.
        var run = await Run.ShellAsync(CheckScale.Value == 1 ? printed.Replace("--episodes 3000 ", "--episodes 800 ", StringComparison.Ordinal) : printed);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("no client in it is real", run.Output, StringComparison.Ordinal);
        Assert.Contains("true risk: all landmarks", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_request_is_answered_as_printed()
    {
        using var server = Run.Start("bash", ["-c", "exec " + ReadmeText.BuiltBlock("sh", "--project src/Predictor.Api").Trim()]);
        var drained = Task.WhenAll(server.StandardOutput.ReadToEndAsync(), server.StandardError.ReadToEndAsync());
        try
        {
            await Service.UntilReadyAsync(new Uri("http://127.0.0.1:5080"), () => server.HasExited);

            var run = await Run.ShellAsync(ReadmeText.Block("sh", "curl"));

            Assert.True(run.ExitCode == 0, run.Error);
            var printed = JsonNode.Parse(ReadmeText.Block("json", "\"probability\""));
            Assert.True(JsonNode.DeepEquals(printed, JsonNode.Parse(run.Output)), $"The README prints another answer than the service gives:\n{run.Output}");
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            await drained;
        }
    }

    [Fact]
    public void The_figures_are_those_of_the_shipped_model()
    {
        var metrics = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Repository.SampleModel, "metrics.json")))!;

        Assert.Contains(FiguresTable.Of(metrics), ReadmeText.All, StringComparison.Ordinal);
    }

    [Fact]
    public void The_test_command_is_what_the_build_service_runs()
    {
        var script = ReadmeText.Block("sh", "tests/run.sh").Trim();

        Assert.Contains($"bash {script}", File.ReadAllText(Path.Combine(Repository.Root, ".ci", "run")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Repository.Root, script)));
    }
}
