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

    /// <summary>Its semantic version.</summary>
    public string Version => _manifest.Content.Version;

    public MetricsDocument Metrics { get; }

    /// <summary>The models as the library that learned them keeps them; none for engines of this project.</summary>
    internal IReadOnlyList<NativeModel> Natives { get; init; } = [];

    /// <summary>Why a package could not be written to a folder, in a sentence; null where it can. Worth asking before a long training.</summary>
    public static string? WhyNotWritable(string folder) => PackageFolder.WhyNotReplaceable(folder);

    /// <summary>
    /// Writes the package: beside first, then in one move, so that nobody sees half of one. Where the very same model stands whole, it stays
    /// as it is, so that retraining on the same data changes nothing. Models of another library's form stand beside the folder, one a horizon, such as
    /// <c>MODEL_DIR.mlnet-28.zip</c>: a package holds nothing but text.
    /// </summary>
    /// <returns>False where the same model stood there already.</returns>
    /// <exception cref="ModelPackageException">The folder holds something that is no model package.</exception>
    public bool Write(string folder, CancellationToken cancellation)
    {
        var isNew = !StandsIn(folder);
        if (isNew)
        {
            var all = new Dictionary<string, byte[]>(_files, StringComparer.Ordinal) { [PackageFiles.Manifest] = PackageJson.Write(_manifest) };
            PackageFolder.Write(folder, all, cancellation);
        }

        foreach (var native in Natives) native.WriteBeside(folder);
        return isNew;
    }

    private bool StandsIn(string folder)
    {
        try
        {
            return Directory.Exists(folder) && PackageReader.Read(folder).Sha256 == Sha256;
        }
        catch (ModelPackageException)
        {
            // What stands there is broken or of another version: the new package takes its place, or the writer says why it cannot.
            return false;
        }
    }
}
