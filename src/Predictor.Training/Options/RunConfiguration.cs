using Predictor.Risk.Training.Running;

namespace Predictor.Training.Options;

/// <summary>Reads the settings of a run from a file (<c>--config</c>).</summary>
internal static class RunConfiguration
{
    /// <exception cref="UsageException">The file is missing or not as expected; every problem is named with its place.</exception>
    public static RunDocument Read(string path)
    {
        if (!File.Exists(path)) throw new UsageException($"{path}: there is no such configuration file.");
        try
        {
            return RunDocument.Read(File.ReadAllBytes(path));
        }
        catch (RunDocumentException e)
        {
            throw new UsageException($"{path}: {e.Message}");
        }
    }
}
