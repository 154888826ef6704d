using System.Globalization;

namespace Predictor.Risk.Packaging;

/// <summary>The bytes of a package in a folder: written beside and renamed, so that a reader sees a whole package or none.</summary>
internal static class PackageFolder
{
    /// <summary>Larger than any model, small enough that a hostile file cannot fill the memory.</summary>
    private const long MostBytes = 512L * 1024 * 1024;

    /// <summary>Writes the files of a package.</summary>
    /// <param name="folder">Where; a model package that stands there is replaced, anything else is refused.</param>
    /// <param name="files">Each file by name, the manifest among them.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <exception cref="ModelPackageException">The folder holds something else.</exception>
    public static void Write(string folder, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancellation)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (WhyNotReplaceable(target) is { } why) throw new ModelPackageException(why);
        var parent = Path.GetDirectoryName(target) ?? throw new ModelPackageException($"{target}: is no place for a model package.");
        Directory.CreateDirectory(parent);
        var beside = $"{target}.new-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
        var replaced = $"{target}.old-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
        try
        {
            Directory.CreateDirectory(beside);
            foreach (var (name, bytes) in files)
            {
                cancellation.ThrowIfCancellationRequested();
                using var stream = new FileStream(Path.Combine(beside, name), FileMode.Create, FileAccess.Write);
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            cancellation.ThrowIfCancellationRequested();
            if (Directory.Exists(target)) Directory.Move(target, replaced);
            Directory.Move(beside, target);
        }
        finally
        {
            if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
            // Put the old package back where the new one did not get into its place.
            if (Directory.Exists(replaced) && !Directory.Exists(target)) Directory.Move(replaced, target);
            if (Directory.Exists(replaced)) Directory.Delete(replaced, recursive: true);
        }
    }

    /// <summary>Why a folder cannot be written to, in a sentence; null where it can.</summary>
    public static string? WhyNotReplaceable(string folder)
    {
        if (File.Exists(folder)) return $"{folder}: is a file; expected a folder for the model package, or none yet.";
        if (!Directory.Exists(folder) || File.Exists(Path.Combine(folder, PackageFiles.Manifest))) return null;
        return Directory.EnumerateFileSystemEntries(folder).Any() ? $"{folder}: holds something that is no model package; expected an empty or a new folder." : null;
    }

    /// <summary>The bytes of one file.</summary>
    /// <exception cref="ModelPackageException">It is missing or too large.</exception>
    public static byte[] Read(string folder, string name)
    {
        var file = new FileInfo(Path.Combine(folder, name));
        if (!file.Exists) throw new ModelPackageException($"{name}: is missing from the model package {folder}.");
        if (file.Length > MostBytes) throw new ModelPackageException($"{name}: has {file.Length} bytes; expected at most {MostBytes}.");
        return File.ReadAllBytes(file.FullName);
    }
}
