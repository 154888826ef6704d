using System.Globalization;
using System.Text.Json.Nodes;
using Predictor.Risk.Packaging;
using Xunit;

namespace Predictor.Training.Tests.Commands;

public sealed class TuneCommandTests : IDisposable
{
    private readonly ClinicFolder _folder = new(clients: 300);

    private string Settings => _folder.File("settings.json");

    private string Trials => _folder.File("settings.trials.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tune_writes_settings_that_train_takes_and_records()
    {
        var tuned = await TuneAsync();

        Assert.True(tuned.ExitCode == 0, tuned.Error);
        Assert.Contains("On clients not seen", tuned.Output, StringComparison.Ordinal);
        Assert.Contains("best so far", tuned.Error, StringComparison.Ordinal);
        Assert.Equal(1 + 3 + 2 + 2, File.ReadAllLines(Trials).Length);

        var trained = await CommandRun.OfAsync("train", "--data", _folder.Data, "--data-until", "2026-01-06", "--settings", Settings, "--out", _folder.Model);

        Assert.True(trained.ExitCode == 0, trained.Error);
        var written = JsonNode.Parse(await File.ReadAllTextAsync(Settings))!;
        var metrics = JsonNode.Parse(PackageReader.Read(_folder.Model).Files["metrics.json"])!;
        Assert.Equal("trees", (string)written["engine"]!);
        Assert.Equal(written["settings"]!.ToJsonString(), metrics["engineSettings"]!.ToJsonString());
        // What was said of the chosen settings is what the training then finds.
        Assert.Contains(((double)metrics["byHorizon"]!["28"]!["logLoss"]!).ToString("0.00000", CultureInfo.InvariantCulture), tuned.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_command_again_gives_the_same_document_and_another_seed_is_refused()
    {
        var first = await TuneAsync("--json");
        var trials = await File.ReadAllTextAsync(Trials);

        var again = await TuneAsync("--json");
        var other = await TuneAsync("--seed", "2");

        Assert.Equal(3, JsonNode.Parse(first.Output)!["trials"]!.AsArray().Count);
        Assert.Equal(first.Output, again.Output);
        Assert.Equal(trials, await File.ReadAllTextAsync(Trials));
        Assert.Contains("has 7 finished trials; going on from them", again.Error, StringComparison.Ordinal);
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("seed is 2, in the file 1", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_search_says_where_its_trials_are_and_writes_no_settings()
    {
        using var cancelled = new CancellationTokenSource();
        using var error = new StopAt("3 of 3", cancelled);
        using var output = new StringWriter();
        var exit = await CommandLine.RunAsync(Arguments(), output, error, TimeProvider.System, cancelled.Token);

        Assert.Equal(130, exit);
        Assert.Contains(Trials, error.ToString(), StringComparison.Ordinal);
        Assert.InRange(File.ReadAllLines(Trials).Length, 1 + 3, 1 + 3 + 2 + 2);
        Assert.False(File.Exists(Settings));
    }

    [Fact]
    public async Task Settings_that_are_wrong_are_refused_all_at_once()
    {
        await File.WriteAllTextAsync(Settings, """{ "engine": "trees", "settings": { "leaves": 1, "depth": 3 } }""");

        var run = await CommandRun.OfAsync("train", "--data", _folder.Data, "--settings", Settings, "--out", _folder.Model);
        var gam = await CommandRun.OfAsync("train", "--data", _folder.Data, "--settings", Settings, "--engine", "gam", "--out", _folder.Model);

        Assert.Equal((2, 2), (run.ExitCode, gam.ExitCode));
        foreach (var said in new[] { Settings, "settings.leaves is 1", "settings.depth is not known" }) Assert.Contains(said, run.Error.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.Contains("engine gam takes no settings", gam.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private Task<CommandRun> TuneAsync(params string[] more) => CommandRun.OfAsync([.. Arguments(), .. more]);

    private string[] Arguments() => ["tune", "--data", _folder.Data, "--data-until", "2026-01-06", "--trials", "2", "--out", Settings];

    private sealed class StopAt(string said, CancellationTokenSource source) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (ToString().Contains(said, StringComparison.Ordinal)) source.Cancel();
        }
    }
}
