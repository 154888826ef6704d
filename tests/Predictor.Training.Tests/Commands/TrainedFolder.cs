using Xunit;

namespace Predictor.Training.Tests.Commands;

/// <summary>The package of the small clinic, trained by the command line once for all tests that only use it.</summary>
internal sealed class TrainedFolder
{
    private readonly Dictionary<string, byte[]> _files;

    private TrainedFolder(Dictionary<string, byte[]> files) => _files = files;

    public static async Task<TrainedFolder> CreateAsync()
    {
        using var folder = new ClinicFolder();
        var run = await CommandRun.OfAsync("train", "--data", folder.Data, "--data-until", "2026-01-06", "--out", folder.Model);
        Assert.True(run.ExitCode == 0, run.Error);
        return new TrainedFolder(Directory.EnumerateFiles(folder.Model).ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes));
    }

    public void CopyTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in _files) File.WriteAllBytes(Path.Combine(folder, name), bytes);
    }
}
