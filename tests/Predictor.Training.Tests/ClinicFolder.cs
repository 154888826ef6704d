using Predictor.Testing;

namespace Predictor.Training.Tests;

/// <summary>The small clinic as an export, with room for what commands write, gone after the test.</summary>
internal sealed class ClinicFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("predictor-").FullName;

    public ClinicFolder(int clients = 400) => SmallClinic.Write(Data, SmallClinic.Create(clients));

    public string Data => Path.Combine(_folder, "data");

    public string Model => Path.Combine(_folder, "model");

    public string File(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
