using Predictor.Risk.Features.Catalogue;
using Xunit;

namespace Predictor.Training.Tests.Commands;

public sealed class FeaturesCommandTests
{
    [Fact]
    public async Task The_table_has_the_columns_of_the_contract_then_one_a_feature()
    {
        using var folder = new ClinicFolder(clients: 40);

        var run = await CommandRun.OfAsync("features", "--data", folder.Data, "--out", folder.File("features.csv"));

        Assert.True(run.ExitCode == 0, run.Error);
        var lines = await File.ReadAllLinesAsync(folder.File("features.csv"));
        var header = lines[0].Split(',');
        Assert.Equal(["episode_id", "client_id", "landmark_at", "landmark_kind", "label", "weight"], header.Take(6));
        foreach (var feature in FeatureCatalogue.All) Assert.Contains(feature.Code, header);
        Assert.Contains("x_shift", header);
        Assert.DoesNotContain(header, h => h.StartsWith("s_", StringComparison.Ordinal));
        Assert.All(lines.Skip(1), l => Assert.Equal(header.Length, l.Split(',').Length));
        Assert.All(lines.Skip(1), l => Assert.Contains(l.Split(',')[3], new[] { "attended", "missed", "cancelled", "silent" }));
    }

    [Fact]
    public async Task A_value_that_is_missing_is_an_empty_field()
    {
        using var folder = new ClinicFolder(clients: 10);

        await CommandRun.OfAsync("features", "--data", folder.Data, "--out", folder.File("features.csv"));

        var lines = await File.ReadAllLinesAsync(folder.File("features.csv"));
        var balance = Array.IndexOf(lines[0].Split(','), "payment.balance");
        Assert.All(lines.Skip(1), l => Assert.Equal("", l.Split(',')[balance]));
    }

    [Fact]
    public async Task A_table_among_the_data_is_refused_and_the_data_stay()
    {
        using var folder = new ClinicFolder(clients: 10);
        var before = await File.ReadAllTextAsync(Path.Combine(folder.Data, "episodes.csv"));

        var run = await CommandRun.OfAsync("features", "--data", folder.Data, "--out", Path.Combine(folder.Data, "episodes.csv"));

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(folder.Data, "episodes.csv")));
    }

    [Fact]
    public async Task As_json_it_is_one_document()
    {
        using var folder = new ClinicFolder(clients: 40);

        var run = await CommandRun.OfAsync("features", "--data", folder.Data, "--label-window", "complete", "--out", folder.File("features.csv"), "--json");

        var rows = (int)System.Text.Json.Nodes.JsonNode.Parse(run.Output)!["rows"]!;
        Assert.Equal(File.ReadLines(folder.File("features.csv")).Count() - 1, rows);
        Assert.All(File.ReadLines(folder.File("features.csv")).Skip(1), l => Assert.Equal("1", l.Split(',')[5]));
    }

    [Fact]
    public async Task Several_horizons_are_refused_since_the_table_has_one_label()
    {
        using var folder = new ClinicFolder(clients: 5);

        var run = await CommandRun.OfAsync("features", "--data", folder.Data, "--horizon-days", "28,0", "--out", folder.File("features.csv"));

        Assert.Equal(2, run.ExitCode);
        Assert.False(File.Exists(folder.File("features.csv")));
    }

    [Fact]
    public async Task An_exclusion_that_matches_nothing_is_refused_by_name()
    {
        using var folder = new ClinicFolder(clients: 10);
        await File.WriteAllTextAsync(folder.File("c.json"), "{ \"exclude\": [\"shedule.*\"] }");

        var run = await CommandRun.OfAsync("features", "--data", folder.Data, "--config", folder.File("c.json"), "--out", folder.File("features.csv"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'shedule.*' matches no feature", run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_rows_stop_it_before_anything_is_written()
    {
        using var folder = new ClinicFolder(clients: 10);
        await File.AppendAllLinesAsync(Path.Combine(folder.Data, "measures.csv"), ["e-000,2025-13-40,WAI-SR,client,total,40"]);

        var run = await CommandRun.OfAsync("features", "--data", folder.Data, "--out", folder.File("features.csv"));

        Assert.Equal(1, run.ExitCode);
        Assert.False(File.Exists(folder.File("features.csv")));
    }
}
