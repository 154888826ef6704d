using System.Diagnostics;
using System.Text.Json.Nodes;
using Predictor.EndToEnd.Tests.Processes;
using Predictor.Risk.Packaging;
using Predictor.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Predictor.EndToEnd.Tests.BigData;

/// <summary>The sample replicated: twice in the suite, to a million appointments in the long checks. Times are printed and decide nothing.</summary>
[Trait("Category", "Long")]
public sealed class BigDataTests(ITestOutputHelper output) : IDisposable
{
    private const int SampleAppointments = 22632;

    private readonly TemporaryFolder _folder = new();
    private readonly int _copies = 1 + CheckScale.Value;

    [Fact]
    public async Task A_large_export_is_checked_turned_into_features_and_trained_on()
    {
        var data = _folder.Sub("data");
        ReplicatedExport.Write(data, _copies);

        var check = await TimedAsync("check", "check", "--data", data, "--json");
        var features = await TimedAsync("features", "features", "--data", data, "--config", Repository.SampleConfiguration, "--horizon-days", "28", "--out", _folder.Sub("features.csv"));
        var train = await TimedAsync("train", "train", "--data", data, "--config", Repository.SampleConfiguration, "--horizon-days", "28", "--out", _folder.Sub("model"));

        Assert.Equal((0, 0, 0), (check.ExitCode, features.ExitCode, train.ExitCode));
        var appointments = JsonNode.Parse(check.Output)!["quality"]!["attendance"]!["appointments"]!;
        Assert.Equal(_copies * SampleAppointments, (int)appointments);
        var rows = File.ReadLines(_folder.Sub("features.csv")).Count() - 1;
        Assert.True(rows > _copies * SampleAppointments && rows % _copies == 0, $"{rows} rows of {_copies} equal copies");
        Assert.NotEmpty(PackageReader.Read(_folder.Sub("model")).Heads);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Run> TimedAsync(string name, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        var run = await Run.PredictorAsync(arguments);
        output.WriteLine($"{name}: {watch.Elapsed.TotalSeconds:0.0} s for {_copies * SampleAppointments} appointments");
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }
}
