using System.Globalization;
using Predictor.Care.Episodes;
using Predictor.Care.Reading;

namespace Predictor.Simulation.Tests;

/// <summary>One simulated psychotherapy clinic, read back from its files; made once for all tests.</summary>
public sealed class SimulatedClinic : IDisposable
{
    public const int Count = 6000;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("predictor-simulation-");

    public SimulatedClinic()
    {
        Summary = Simulator.Write(new SimulationOptions { Episodes = Count, Seed = 7 }, Folder, null, CancellationToken.None);
        Reading = new ExportReader().Read(Folder);
        foreach (var line in File.ReadLines(Path.Combine(Folder, "truth", "landmarks.csv")).Skip(1))
        {
            var fields = line.Split(',');
            Truth.Add((fields[0], DateTimeOffset.Parse(fields[1], CultureInfo.InvariantCulture).UtcTicks), double.Parse(fields[3], CultureInfo.InvariantCulture));
        }
    }

    public string Folder => Path.Combine(_root.FullName, "clinic");

    public SimulationSummary Summary { get; }

    public ExportReading Reading { get; }

    /// <summary>The true risk by episode and instant.</summary>
    public Dictionary<(string EpisodeId, long Ticks), double> Truth { get; } = [];

    /// <summary>
    /// Sessions of the episodes with at least one that are over by the end of the data: closed, said to be stopped, or without a session for six weeks.
    /// </summary>
    public IEnumerable<(Episode Episode, int Sessions, bool IsDropout)> Finished()
    {
        var cut = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
        foreach (var episode in Reading.Episodes)
        {
            long[] sessions = [.. episode.Appointments.Where(a => a.Status == AppointmentStatus.Fulfilled).Select(a => a.StartsAt.Ticks)];
            if (sessions.Length == 0) continue;
            var isGone = cut - sessions.Max() >= TimeSpan.FromDays(42).Ticks;
            if (isGone || episode.End is not null) yield return (episode, sessions.Length, episode.End is not { IsClosing: true });
        }
    }

    public void Dispose() => _root.Delete(recursive: true);
}
