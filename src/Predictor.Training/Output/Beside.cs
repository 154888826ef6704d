namespace Predictor.Training.Output;

/// <summary>Writes a file beside its place and renames it, so that nobody sees half of one.</summary>
internal static class Beside
{
    /// <summary>Refuses a file inside an export or a model package: an output must never take the place of an input.</summary>
    /// <exception cref="UsageException">The file would stand in the folder.</exception>
    public static void RequireOutside(string option, string path, string inputFolder)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(inputFolder));
        if (Path.GetDirectoryName(Path.GetFullPath(path)) == folder) throw new UsageException($"{option}: {path} would stand among the files in {inputFolder}; expected another folder.");
    }

    /// <summary>Refuses a folder: worth asking before long work.</summary>
    /// <exception cref="UsageException">A folder stands there.</exception>
    public static void RequireFile(string option, string path)
    {
        if (Directory.Exists(path)) throw new UsageException($"{option}: {path} is a folder; expected a file.");
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
