using Xunit;

namespace Predictor.Simulation.Tests;

public sealed class SimulatorTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("predictor-simulation-");

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData(Preset.Psychotherapy)]
    [InlineData(Preset.Ctn)]
    public void The_files_are_the_same_at_any_number_of_threads(Preset preset)
    {
        var options = new SimulationOptions { Episodes = 300, Preset = preset };

        var one = Write(options with { Threads = 1 }, "one");

        Assert.Equal(one, Write(options with { Threads = 5 }, "five"));
        Assert.NotEqual(one["appointments.csv"], Write(options with { Seed = 2 }, "other")["appointments.csv"]);
    }

    [Fact]
    public void The_export_does_not_depend_on_the_true_risks()
    {
        var options = new SimulationOptions { Episodes = 300 };
        var with = Write(options with { HorizonDays = [0, 28, 56] }, "with");
        var without = Write(options with { WritesTruth = false }, "without");

        Assert.False(Directory.Exists(Path.Combine(_root.FullName, "without", "truth")));
        Assert.Equal(5, without.Count);
        foreach (var (file, text) in without) Assert.Equal(text, with[file]);
    }

    [Fact]
    public void A_longer_horizon_has_no_lower_risk_on_the_whole()
    {
        var rows = Write(new SimulationOptions { Episodes = 500, HorizonDays = [0, 28, 84] }, "horizons")["landmarks.csv"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')).ToLookup(f => f[2], f => double.Parse(f[3]));

        Assert.True(rows["0"].Average() < rows["28"].Average());
        Assert.True(rows["28"].Average() < rows["84"].Average());
    }

    [Fact]
    public void Options_out_of_range_are_all_named()
    {
        var options = new SimulationOptions { Episodes = 0, InactivityDays = 3, HorizonDays = [28, 28], Threads = 0 };

        var problem = Assert.Throws<ArgumentException>(() => Write(options, "bad")).Message;

        Assert.Equal("the number of episodes is 0; expected 1 to 10,000,000; the days of inactivity are 3; expected 7 to 365; a horizon is given twice: 28, 28; the number of threads is 0; expected -1 or at least 1", problem);
    }

    [Fact]
    public void A_folder_that_no_simulation_wrote_is_not_replaced()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root.FullName, "real")).FullName;
        File.WriteAllText(Path.Combine(folder, "episodes.csv"), "episode_id\n");

        var problem = Assert.Throws<ArgumentException>(() => Simulator.Write(new SimulationOptions { Episodes = 10 }, folder, null, CancellationToken.None)).Message;

        Assert.Contains("perhaps a real one", problem, StringComparison.Ordinal);
        Assert.Equal("episode_id\n", File.ReadAllText(Path.Combine(folder, "episodes.csv")));
    }

    [Fact]
    public void What_is_cancelled_leaves_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Cancelling(cancellation);

        Assert.ThrowsAny<OperationCanceledException>(() => Simulator.Write(new SimulationOptions { Episodes = 20_000 }, Path.Combine(_root.FullName, "cut"), progress, cancellation.Token));

        Assert.Empty(_root.EnumerateFileSystemInfos());
    }

    private Dictionary<string, string> Write(SimulationOptions options, string name)
    {
        var folder = Path.Combine(_root.FullName, name);
        Simulator.Write(options, folder, null, CancellationToken.None);
        return Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
    }

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<string>
    {
        public void Report(string value) => source.Cancel();
    }
}
