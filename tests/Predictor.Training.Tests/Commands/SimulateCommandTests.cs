using System.Text.Json;
using Xunit;

namespace Predictor.Training.Tests.Commands;

public sealed class SimulateCommandTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("predictor-simulate-");

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData("psychotherapy")]
    [InlineData("ctn")]
    public async Task All_files_are_written_and_pass_the_check(string preset)
    {
        var folder = Folder("clinic");

        var run = await CommandRun.OfAsync("simulate", "--episodes", "200", "--preset", preset, "--out", folder);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("no client in it is real", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        foreach (var file in new[] { "episodes.csv", "appointments.csv", "measures.csv", "payments.csv", "contacts.csv", "truth/landmarks.csv" }) Assert.True(File.Exists(Path.Combine(folder, file)), file);
        var check = await CommandRun.OfAsync("check", "--data", folder, "--json");
        Assert.Equal(0, check.ExitCode);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_and_another_does_not()
    {
        foreach (var (name, seed) in new[] { ("a", "5"), ("b", "5"), ("c", "6") }) await CommandRun.OfAsync("simulate", "--episodes", "100", "--seed", seed, "--out", Folder(name));

        foreach (var file in Directory.GetFiles(Folder("a"), "*", SearchOption.AllDirectories)) Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(Folder("b"), Path.GetRelativePath(Folder("a"), file))));
        Assert.NotEqual(File.ReadAllBytes(Path.Combine(Folder("a"), "appointments.csv")), File.ReadAllBytes(Path.Combine(Folder("c"), "appointments.csv")));
    }

    [Fact]
    public async Task With_json_the_output_is_one_document()
    {
        var run = await CommandRun.OfAsync("simulate", "--episodes", "50", "--out", Folder("clinic"), "--json");

        Assert.Equal(0, run.ExitCode);
        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal(50, document.RootElement.GetProperty("episodes").GetInt32());
    }

    [Theory]
    [InlineData("0", "--episodes", "0")]
    [InlineData("gym", "--episodes", "10", "--preset", "gym")]
    [InlineData("3", "--episodes", "10", "--inactivity-days", "3")]
    [InlineData("-1", "--episodes", "10", "--horizon-days", "-1")]
    [InlineData("many", "--episodes", "many")]
    public async Task A_bad_option_ends_with_2_and_names_the_value(string value, params string[] options)
    {
        var run = await CommandRun.OfAsync(["simulate", "--out", Folder("clinic"), .. options]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(value, run.Error, StringComparison.Ordinal);
        Assert.Empty(_root.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task A_folder_that_is_no_simulation_is_not_replaced()
    {
        var folder = Directory.CreateDirectory(Folder("letters")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "letter.txt"), "Dear");

        var run = await CommandRun.OfAsync("simulate", "--episodes", "10", "--out", folder);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("letter.txt", run.Error, StringComparison.Ordinal);
        Assert.Equal("Dear", await File.ReadAllTextAsync(Path.Combine(folder, "letter.txt")));
        Assert.Single(_root.EnumerateFileSystemInfos());
    }

    private string Folder(string name) => Path.Combine(_root.FullName, name);
}
