using Predictor.Care.Episodes;
using Predictor.Care.Reading;

namespace Predictor.Simulation.Tests;

/// <summary>The preset ctn, read back from its files: for each episode with all 24 planned visits before the end of the data, which of them were kept.</summary>
public sealed class SimulatedProgramme : IDisposable
{
    public const int Visits = 24;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("predictor-simulation-");

    public SimulatedProgramme()
    {
        var folder = Path.Combine(_root.FullName, "ctn");
        Simulator.Write(new SimulationOptions { Episodes = 8000, Seed = 7, Preset = Preset.Ctn, WritesTruth = false }, folder, null, CancellationToken.None);
        Reading = new ExportReader().Read(folder);
        Kept =
        [
            .. Reading.Episodes.Where(e => e.Appointments.Count == Visits && e.Appointments.All(a => a.Status != AppointmentStatus.Booked))
                .Select(e => e.Appointments.OrderBy(a => a.StartsAt.Ticks).Select(a => a.Status == AppointmentStatus.Fulfilled).ToArray()),
        ];
    }

    public ExportReading Reading { get; }

    public IReadOnlyList<bool[]> Kept { get; }

    public void Dispose() => _root.Delete(recursive: true);
}
