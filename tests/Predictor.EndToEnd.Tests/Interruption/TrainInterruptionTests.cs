using System.Diagnostics;
using Predictor.EndToEnd.Tests.Processes;
using Predictor.Risk.Packaging;
using Predictor.Testing;
using Xunit;

namespace Predictor.EndToEnd.Tests.Interruption;

/// <summary>A training that is stopped leaves the package that stood there, or the whole new one, and never half of one.</summary>
[Trait("Category", "Long")]
public sealed class TrainInterruptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _data = new();

    [Fact]
    public async Task Ctrl_c_leaves_the_old_package_whole_and_nothing_beside_it()
    {
        var whole = await TrainOldAsync();
        var old = PackageReader.Read(_folder.Sub("model"));

        await StopAtRandomTimesAsync("INT", whole, (exit, hasEnded) =>
        {
            Assert.True(hasEnded || exit == 130, $"exit code {exit}");
            Assert.Equal(["model"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
        });

        Assert.Contains(PackageReader.Read(_folder.Sub("model")).Name, new[] { old.Name, "new" });
    }

    [Fact]
    public async Task A_kill_leaves_a_whole_package()
    {
        var whole = await TrainOldAsync();

        await StopAtRandomTimesAsync("KILL", whole, (_, _) => Assert.NotEmpty(PackageReader.Read(_folder.Sub("model")).Heads));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _data.Dispose();
    }

    /// <summary>Trains the package that stands there before, and says how long that took.</summary>
    private async Task<TimeSpan> TrainOldAsync()
    {
        SmallClinic.Write(_data.Sub("clinic"), SmallClinic.Create());
        var watch = Stopwatch.StartNew();
        var run = await Run.PredictorAsync(Arguments("old", seed: 1));
        Assert.True(run.ExitCode == 0, run.Error);
        return watch.Elapsed;
    }

    private async Task StopAtRandomTimesAsync(string signal, TimeSpan whole, Action<int, bool> check)
    {
        var random = new Random(20260302);
        for (var i = 0; i < 2 * CheckScale.Value; i++)
        {
            using var process = Run.Start("dotnet", [Run.PredictorDll, .. Arguments("new", seed: i + 2)]);
            var drained = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await Task.Delay(whole * (0.1 + (random.NextDouble() * 0.95)));
            var hasEnded = process.HasExited;
            if (!hasEnded) using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"])) await kill.WaitForExitAsync();
            await process.WaitForExitAsync();
            await drained;
            check(process.ExitCode, hasEnded || process.ExitCode == 0);
        }
    }

    /// <summary>The suite trains on a small clinic, the long checks on the real data.</summary>
    private string[] Arguments(string name, int seed)
    {
        string[] input = CheckScale.Value == 1 ? ["--data", _data.Sub("clinic"), "--data-until", "2026-01-06"] : ["--data", Repository.Sample, "--config", Repository.SampleConfiguration];
        return ["train", .. input, "--horizon-days", "28", "--name", name, "--seed", $"{seed}", "--out", _folder.Sub("model")];
    }
}
