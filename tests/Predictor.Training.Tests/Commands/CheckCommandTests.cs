using System.Text.Json.Nodes;
using Xunit;

namespace Predictor.Training.Tests.Commands;

public sealed class CheckCommandTests
{
    [Fact]
    public async Task A_sound_export_ends_with_0_and_says_what_missing_columns_cost()
    {
        using var folder = new ClinicFolder(clients: 20);

        var run = await CommandRun.OfAsync("check", "--data", folder.Data);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Usable episodes", run.Output, StringComparison.Ordinal);
        Assert.Contains("payments.kind", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_document_on_standard_output_and_nothing_else()
    {
        using var folder = new ClinicFolder(clients: 20);

        var run = await CommandRun.OfAsync("check", "--data", folder.Data, "--json");

        var report = JsonNode.Parse(run.Output)!;
        Assert.Equal(20, (int)report["quality"]!["episodes"]!);
        Assert.Equal(0, (int)report["errors"]!);
        Assert.Contains(report["missingColumns"]!.AsArray(), m => (string)m!["column"]! == "payments.kind");
    }

    [Fact]
    public async Task Every_problem_is_listed_at_once_with_file_line_column_and_value()
    {
        using var folder = new ClinicFolder(clients: 5);
        await File.AppendAllLinesAsync(Path.Combine(folder.Data, "appointments.csv"), ["a-x,e-000,not-a-time,2025-01-01T00:00:00Z,attended", "a-y,e-999,2025-02-01T00:00:00Z,,fulfilled"]);
        var line = File.ReadLines(Path.Combine(folder.Data, "appointments.csv")).Count() - 1;

        var run = await CommandRun.OfAsync("check", "--data", folder.Data, "--json");

        Assert.Equal(1, run.ExitCode);
        var problems = JsonNode.Parse(run.Output)!["problems"]!.AsArray().Select(p => ((string)p!["file"]!, (int)p["line"]!, (string)p["column"]!, (string)p["value"]!)).ToList();
        Assert.Contains(("appointments.csv", line, "starts_at", "not-a-time"), problems);
        Assert.Contains(("appointments.csv", line, "status", "attended"), problems);
        Assert.Contains(("appointments.csv", line + 1, "episode_id", "e-999"), problems);
    }

    [Fact]
    public async Task Rows_in_error_are_left_out_counted_and_listed_where_asked()
    {
        using var folder = new ClinicFolder(clients: 5);
        await File.AppendAllLinesAsync(Path.Combine(folder.Data, "appointments.csv"), ["a-x,e-000,not-a-time,,fulfilled"]);

        var run = await CommandRun.OfAsync("check", "--data", folder.Data, "--skip-bad-rows", "--json");

        Assert.Equal(0, run.ExitCode);
        var file = JsonNode.Parse(run.Output)!["quality"]!["files"]!.AsArray().Single(f => (string)f!["name"]! == "appointments.csv")!;
        Assert.Equal(1, (int)file["rowsLeftOut"]!);
        Assert.Contains("not-a-time", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_held_in_the_future_is_an_error_with_its_line_and_does_not_move_the_end_of_the_data()
    {
        using var folder = new ClinicFolder(clients: 5);
        await File.AppendAllLinesAsync(Path.Combine(folder.Data, "appointments.csv"), ["a-x,e-000,2164-01-01T10:00:00Z,,fulfilled"]);
        var line = File.ReadLines(Path.Combine(folder.Data, "appointments.csv")).Count();

        var run = await CommandRun.OfAsync("check", "--data", folder.Data, "--skip-bad-rows", "--json");

        var report = JsonNode.Parse(run.Output)!;
        Assert.Contains(report["problems"]!.AsArray(), p => (string)p!["kind"]! == "inTheFuture" && (int)p["line"]! == line && (string)p["column"]! == "starts_at");
        Assert.StartsWith("2025", (string)report["quality"]!["latestKnown"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_characters_of_a_value_do_not_reach_the_terminal()
    {
        using var folder = new ClinicFolder(clients: 5);
        await File.AppendAllLinesAsync(Path.Combine(folder.Data, "appointments.csv"), ["a-x,e-000,\u001b]0;owned\u0007,,fulfilled"]);

        var run = await CommandRun.OfAsync("check", "--data", folder.Data);

        Assert.DoesNotContain('\u001b', run.Error);
        Assert.DoesNotContain('\u0007', run.Error);
    }

    [Fact]
    public async Task Without_the_folder_it_ends_with_1_and_names_it()
    {
        var run = await CommandRun.OfAsync("check", "--data", "/nowhere/at/all");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("/nowhere/at/all", run.Error, StringComparison.Ordinal);
    }
}
