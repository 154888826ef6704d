using System.Globalization;
using System.Text.Json.Nodes;
using Xunit;

namespace Predictor.Training.Tests.Commands;

/// <summary>evaluate --predictions and features --clients: what somebody needs who computes figures of their own.</summary>
public sealed class PredictionTableTests : IDisposable
{
    private static readonly Lazy<Task<TrainedFolder>> Trained = new(TrainedFolder.CreateAsync);

    private readonly ClinicFolder _folder = new();

    [Fact]
    public async Task The_predictions_written_are_those_that_are_judged()
    {
        var (report, rows) = await EvaluateAsync();

        Assert.Equal((int)report["rows"]!, rows.Count);
        // The Brier score and the AUC, computed here from the table as their definitions say, pair by pair.
        var brier = rows.Sum(r => r.Weight * (r.Probability - r.Label) * (r.Probability - r.Label)) / rows.Sum(r => r.Weight);
        Assert.Equal((double)report["brier"]!, brier, 1e-12);
        var (won, pairs) = (0.0, 0.0);
        foreach (var left in rows.Where(r => r.Label == 1))
        {
            foreach (var stayed in rows.Where(r => r.Label == 0))
            {
                var weight = left.Weight * stayed.Weight;
                pairs += weight;
                won += weight * (left.Probability > stayed.Probability ? 1 : left.Probability == stayed.Probability ? 0.5 : 0);
            }
        }

        Assert.Equal((double)report["auc"]!, won / pairs, 1e-12);
    }

    [Fact]
    public async Task The_two_sides_of_the_feature_table_are_those_of_a_training()
    {
        var (_, predicted) = await EvaluateAsync();

        var heldOut = await SideAsync("held-out");
        var training = await SideAsync("training");
        var all = await SideAsync("all");

        Assert.Equal(predicted.Select(r => (r.Client, r.At, r.Label, r.Weight)), heldOut.Select(r => (r.Client, r.At, r.Label, r.Weight)));
        Assert.Empty(heldOut.Select(r => r.Client).Intersect(training.Select(r => r.Client)));
        Assert.Equal(all.Count, heldOut.Count + training.Count);
    }

    [Fact]
    public async Task A_seed_without_a_side_is_refused()
    {
        var run = await CommandRun.OfAsync("features", "--data", _folder.Data, "--seed", "3", "--out", _folder.File("f.csv"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--clients", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predictions_among_the_data_are_refused()
    {
        (await Trained.Value).CopyTo(_folder.Model);

        var run = await CommandRun.OfAsync("evaluate", "--model", _folder.Model, "--data", _folder.Data, "--predictions", Path.Combine(_folder.Data, "episodes.csv"));

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("episode_id", File.ReadLines(Path.Combine(_folder.Data, "episodes.csv")).First(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(JsonNode Report, List<Row> Rows)> EvaluateAsync()
    {
        (await Trained.Value).CopyTo(_folder.Model);
        var run = await CommandRun.OfAsync("evaluate", "--model", _folder.Model, "--data", _folder.Data, "--data-until", "2026-01-06", "--bootstrap", "0", "--predictions", _folder.File("p.csv"), "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        return (JsonNode.Parse(run.Output)!, Read(_folder.File("p.csv")));
    }

    private async Task<List<Row>> SideAsync(string clients)
    {
        var run = await CommandRun.OfAsync("features", "--data", _folder.Data, "--data-until", "2026-01-06", "--clients", clients, "--out", _folder.File(clients + ".csv"));
        Assert.True(run.ExitCode == 0, run.Error);
        return Read(_folder.File(clients + ".csv"));
    }

    private static List<Row> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var columns = lines[0].Split(',').ToList();
        var probability = columns.IndexOf("probability");
        return [.. lines.Skip(1).Select(l => l.Split(',')).Select(f => new Row(f[1], f[2], int.Parse(f[columns.IndexOf("label")], CultureInfo.InvariantCulture), Number(f[columns.IndexOf("weight")]), probability < 0 ? 0 : Number(f[probability])))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Row(string Client, string At, int Label, double Weight, double Probability);
}
