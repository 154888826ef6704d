using Xunit;

namespace Predictor.Simulation.Tests;

/// <summary>The export in data-samples/clinic.</summary>
public sealed class ClinicSampleTests
{
    private static readonly string[] Exported = ["appointments.csv", "contacts.csv", "episodes.csv", "measures.csv", "payments.csv"];

    [Fact]
    public void The_command_of_its_readme_writes_the_same_bytes()
    {
        var sample = Path.Combine(Root(), "data-samples", "clinic");
        var command = File.ReadLines(Path.Combine(sample, "README.md")).Single(l => l.Contains(" simulate ", StringComparison.Ordinal)).Split(' ');
        var written = Directory.CreateTempSubdirectory("predictor-simulation-");
        try
        {
            var folder = Path.Combine(written.FullName, "clinic");

            Simulator.Write(new SimulationOptions { Episodes = Value("--episodes"), Seed = Value("--seed"), WritesTruth = false }, folder, null, CancellationToken.None);

            Assert.Equal(Exported, Directory.GetFiles(sample, "*.csv").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
            foreach (var file in Exported) Assert.True(File.ReadAllBytes(Path.Combine(folder, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(sample, file))), $"{file} differs");
        }
        finally
        {
            written.Delete(recursive: true);
        }

        int Value(string option) => int.Parse(command[Array.IndexOf(command, option) + 1], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Its_files_are_under_three_megabytes() =>
        Assert.InRange(Exported.Sum(f => new FileInfo(Path.Combine(Root(), "data-samples", "clinic", f)).Length), 1, 3_000_000);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Predictor.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No Predictor.sln above {AppContext.BaseDirectory}.");
    }
}
