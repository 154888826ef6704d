using Xunit;

namespace Predictor.Training.Tests.Commands;

public sealed class UsageTests
{
    [Fact]
    public async Task Help_names_every_verb()
    {
        var run = await CommandRun.OfAsync("--help");

        Assert.Equal(0, run.ExitCode);
        foreach (var verb in new[] { "check", "features", "train", "evaluate", "score", "simulate", "card", "drift", "tune" }) Assert.Contains(verb, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train", "--data", "--inactivity-days", "--horizon-days", "--data-until", "--zone", "--skip-bad-rows", "--config", "--out", "--engine", "--split", "--split-day", "--cross-validate", "--seed", "--json")]
    [InlineData("score", "--model", "--data", "--as-of", "--explain", "--episode", "--out", "--json")]
    [InlineData("evaluate", "--model", "--data", "--apparent", "--recalibrate", "--out", "--json")]
    [InlineData("features", "--data", "--out")]
    [InlineData("card", "--model", "--card", "--check", "--out", "--json")]
    [InlineData("drift", "--model", "--data", "--since", "--psi-watch", "--psi-alarm", "--significance", "--missing-alarm", "--unseen-alarm", "--sigma", "--window", "--json")]
    [InlineData("check", "--data", "--json")]
    [InlineData("tune", "--data", "--out", "--trials", "--minutes", "--seed", "--horizon-days", "--json")]
    [InlineData("simulate", "--episodes", "--seed", "--preset", "--out", "--no-truth", "--json")]
    public async Task Help_of_a_verb_names_its_options(string verb, params string[] options)
    {
        var run = await CommandRun.OfAsync(verb, "--help");

        Assert.Equal(0, run.ExitCode);
        foreach (var option in options) Assert.Contains(option, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("divine")]
    [InlineData("check")]
    [InlineData("check", "--data")]
    [InlineData("check", "--data", "x", "--colour", "red")]
    [InlineData("train", "--data", "x", "--out", "y", "--seed", "many")]
    [InlineData("train", "--data", "x", "--out", "y", "--engine", "oracle")]
    [InlineData("train", "--data", "x", "--out", "y", "--split", "moon")]
    [InlineData("train", "--data", "x", "--out", "y", "--split-day", "2025-06-30")]
    [InlineData("train", "--data", "x", "--out", "y", "--split", "time", "--split-day", "June")]
    [InlineData("train", "--data", "x", "--out", "y", "--split", "time", "--cross-validate", "2")]
    [InlineData("train", "--data", "x", "--out", "y", "--cross-validate", "-1")]
    [InlineData("evaluate", "--model", "x", "--data", "y", "--out", "z")]
    [InlineData("evaluate", "--model", "x", "--data", "y", "--recalibrate", "large")]
    [InlineData("evaluate", "--model", "x", "--data", "y", "--recalibrate", "small", "--out", "z")]
    [InlineData("train", "--data", "x", "--out", "y", "--name", "My Model")]
    [InlineData("train", "--data", "x", "--out", "y", "--model-version", "1")]
    [InlineData("train", "--data", "x", "--out", "y", "--settings", "/nowhere.json")]
    [InlineData("tune", "--data", "x", "--out", "y.json", "--trials", "0")]
    [InlineData("tune", "--data", "x", "--out", "y.json", "--minutes", "-1")]
    [InlineData("tune", "--data", "x", "--out", "x/y.json")]
    [InlineData("check", "--data", "x", "--horizon-days", "soon")]
    [InlineData("check", "--data", "x", "--horizon-days", "-3")]
    [InlineData("check", "--data", "x", "--horizon-days", "28,28")]
    [InlineData("check", "--data", "x", "--inactivity-days", "0")]
    [InlineData("check", "--data", "x", "--zone", "Mars/Base")]
    [InlineData("check", "--data", "x", "--config", "/nowhere.json")]
    public async Task Bad_usage_ends_with_2_and_a_message(params string[] arguments)
    {
        var run = await CommandRun.OfAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }

    [Theory]
    [InlineData("{ \"inactivityDay\": 28 }", "inactivityDay")]
    [InlineData("{ \"inactivityDays\": \"28\" }", "inactivityDays")]
    [InlineData("{ \"labelWindow\": \"some\" }", "labelWindow")]
    [InlineData("{ \"instruments\": [ { \"name\": \"X\", \"kind\": \"alliance\", \"minimum\": 5, \"maximum\": 5, \"higherIsBetter\": true } ] }", "expected a maximum above the minimum")]
    [InlineData("not json", "configuration.json")]
    [InlineData("null", "expected an object")]
    public async Task A_configuration_that_is_not_as_expected_is_refused_by_place(string text, string said)
    {
        using var folder = new ClinicFolder(clients: 1);
        await File.WriteAllTextAsync(folder.File("configuration.json"), text);

        var run = await CommandRun.OfAsync("check", "--data", folder.Data, "--config", folder.File("configuration.json"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_comes_before_the_configuration()
    {
        using var folder = new ClinicFolder();
        await File.WriteAllTextAsync(folder.File("configuration.json"), "{ \"horizonDays\": [14], \"inactivityDays\": 30 }");

        var run = await CommandRun.OfAsync("train", "--data", folder.Data, "--config", folder.File("configuration.json"), "--horizon-days", "21", "--out", folder.Model);

        Assert.Equal(0, run.ExitCode);
        var pipeline = Predictor.Risk.Packaging.PackageReader.Read(folder.Model).Pipeline;
        Assert.Equal((21, 30), (pipeline.HorizonDays[0], pipeline.Outcome.InactivityDays));
    }
}
