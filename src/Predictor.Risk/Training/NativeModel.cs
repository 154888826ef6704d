using System.Globalization;

namespace Predictor.Risk.Training;

/// <summary>A model as the library that learned it keeps it, for use with that library alone: it has no part in the package, and nothing here reads it.</summary>
/// <param name="HorizonDays">Days ahead that the risk is for.</param>
/// <param name="Save">Writes it.</param>
internal sealed record NativeModel(int HorizonDays, Action<Stream> Save)
{
    /// <summary>Where the model of a horizon stands beside a package.</summary>
    public static string PathBeside(string folder, int horizonDays) =>
        string.Create(CultureInfo.InvariantCulture, $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))}.mlnet-{horizonDays}.zip");

    /// <summary>Writes it beside a package, whole or not at all.</summary>
    public void WriteBeside(string folder)
    {
        var target = PathBeside(folder, HorizonDays);
        var unfinished = string.Create(CultureInfo.InvariantCulture, $"{target}.new-{Environment.ProcessId}");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.ReadWrite)) Save(stream);
            File.Move(unfinished, target, overwrite: true);
        }
        finally
        {
            if (File.Exists(unfinished)) File.Delete(unfinished);
        }
    }
}
