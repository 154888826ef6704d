using System.Text.Json.Nodes;
using Predictor.Testing;
using Xunit;

namespace Predictor.Training.Tests.Commands;

public sealed class DriftCommandTests : IDisposable
{
    private static readonly Lazy<Task<TrainedFolder>> Trained = new(TrainedFolder.CreateAsync);

    private readonly ClinicFolder _folder = new();

    [Fact]
    public async Task The_same_clinic_with_other_clients_ends_with_0()
    {
        (await Trained.Value).CopyTo(_folder.Model);
        SmallClinic.Write(_folder.File("later"), SmallClinic.Create(400, seed: 2));

        var run = await DriftAsync(_folder.File("later"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("No alarm.", run.Output, StringComparison.Ordinal);
        Assert.Contains("auc", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_longer_recorded_ends_with_1_and_names_what_moved()
    {
        (await Trained.Value).CopyTo(_folder.Model);
        SmallClinic.Write(_folder.File("later"), SmallClinic.Create(400, seed: 2));
        File.Delete(Path.Combine(_folder.File("later"), "measures.csv"));

        var run = await DriftAsync(_folder.File("later"), "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("alliance.level has moved", run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        var report = JsonNode.Parse(run.Output)!;
        Assert.Equal("alarm", (string)report["result"]!["features"]![0]!["level"]!);
        Assert.StartsWith("alliance.", (string)report["result"]!["features"]![0]!["code"]!, StringComparison.Ordinal);
        Assert.Equal(0.25, (double)report["options"]!["psiAlarm"]!);
    }

    [Fact]
    public async Task Landmarks_can_be_compared_from_a_day_on()
    {
        (await Trained.Value).CopyTo(_folder.Model);

        var all = JsonNode.Parse((await DriftAsync(_folder.Data, "--held-out", "--json")).Output)!;
        var later = JsonNode.Parse((await DriftAsync(_folder.Data, "--held-out", "--since", "2025-06-01", "--json")).Output)!;

        Assert.True((int)later["result"]!["rows"]! < (int)all["result"]!["rows"]!);
        Assert.DoesNotContain(later["result"]!["windows"]!.AsArray(), w => (string)w!["window"]! == "2025-Q1");
    }

    [Theory]
    [InlineData("--psi-alarm", "high")]
    [InlineData("--psi-alarm", "0.01")]
    [InlineData("--significance", "2")]
    [InlineData("--window", "week")]
    [InlineData("--since", "2030-01-01")]
    [InlineData("--horizon-days", "28")]
    public async Task Bad_usage_ends_with_2_and_a_message(params string[] more)
    {
        (await Trained.Value).CopyTo(_folder.Model);

        var run = await DriftAsync(_folder.Data, more);

        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }

    public void Dispose() => _folder.Dispose();

    private Task<CommandRun> DriftAsync(string data, params string[] more) => CommandRun.OfAsync(["drift", "--model", _folder.Model, "--data", data, "--data-until", "2026-01-06", .. more]);
}
