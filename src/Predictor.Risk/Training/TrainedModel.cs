using Predictor.Risk.Packaging;

namespace Predictor.Risk.Training;

/// <summary>A model package in memory.</summary>
public sealed class TrainedModel
{
    private readonly Manifest _manifest;
    private readonly Dictionary<string, byte[]> _files;

    internal TrainedModel(Manifest manifest, Dictionary<string, byte[]> files, MetricsDocument metrics)
    {
        _manifest = manifest;
        _files = files;
        Metrics = metrics;
    }

    /// <summary>The model's identity.</summary>
    public string Sha256 => _manifest.Sha256;

    public MetricsDocument Metrics { get; }

    /// <summary>Why a package could not be written to a folder, in a sentence; null where it can. Worth asking before a long training.</summary>
    public static string? WhyNotWritable(string folder) => PackageFolder.WhyNotReplaceable(folder);

    /// <summary>Writes the package: beside first, then in one move, so that nobody sees half of one.</summary>
    /// <exception cref="ModelPackageException">The folder holds something that is no model package.</exception>
    public void Write(string folder, CancellationToken cancellation)
    {
        var all = new Dictionary<string, byte[]>(_files, StringComparer.Ordinal) { [PackageFiles.Manifest] = PackageJson.Write(_manifest) };
        PackageFolder.Write(folder, all, cancellation);
    }
}
