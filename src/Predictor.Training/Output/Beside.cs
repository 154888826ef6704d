namespace Predictor.Training.Output;

/// <summary>Writes a file beside its place and renames it, so that nobody sees half of one.</summary>
internal static class Beside
{
    /// <summary>Refuses a file inside the export: an output must never take the place of the data.</summary>
    /// <exception cref="UsageException">The file would stand in the folder of the data.</exception>
    public static void RequireOutside(string option, string path, string dataFolder)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder));
        if (Path.GetDirectoryName(Path.GetFullPath(path)) == folder) throw new UsageException($"{option}: {path} would stand among the data in {dataFolder}; expected another folder.");
    }

    /// <summary>Writes the file.</summary>
    /// <param name="path">Where the file is to stand; one that stands there is replaced.</param>
    /// <param name="write">Fills it.</param>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Path.GetFullPath(path);
        if (Directory.Exists(target)) throw new UsageException($"{path}: is a folder; expected a file.");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var beside = $"{target}.new-{Environment.ProcessId}";
        try
        {
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 20))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, target, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
