namespace Predictor.Risk.Tests.Training;

/// <summary>The trained model of the small clinic in a folder of its own, gone after the test.</summary>
internal sealed class PackageCopy : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("predictor-").FullName;

    public PackageCopy() => TrainedClinic.Model.Write(Path, CancellationToken.None);

    public string Path => System.IO.Path.Combine(_parent, "model");

    public string Parent => _parent;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
