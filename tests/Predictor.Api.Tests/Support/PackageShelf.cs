using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Predictor.Api.Tests.Support;

/// <summary>A folder of model packages, made from the trained one: each with a name, a version and a calibration of its own, sealed anew.</summary>
internal sealed class PackageShelf(TrainedModelFixture model) : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("predictor-shelf-");

    /// <summary>The folder that the service watches.</summary>
    public string Folder => Path.Combine(_root.FullName, "models");

    /// <summary>A file beside it.</summary>
    public string ChoicesFile => Path.Combine(_root.FullName, "choices.json");

    /// <summary>Puts a package up at once, as a rename does; what stands in its place goes.</summary>
    /// <returns>The folder of the package.</returns>
    public string Put(string name, string version, double shift = 0, string? folder = null)
    {
        var target = Path.Combine(Folder, folder ?? $"{name}-{version}");
        var beside = Make(name, version, shift);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (Directory.Exists(target)) Directory.Move(target, Path.Combine(_root.FullName, Guid.NewGuid().ToString("N")));
        Directory.Move(beside, target);
        return target;
    }

    /// <summary>Makes a package outside of the folder that is watched.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="shift">Added to the log-odds of every score, so that each package scores in a way of its own.</param>
    public string Make(string name, string version, double shift)
    {
        var folder = Path.Combine(_root.FullName, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(model.Folder)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        Change(folder, "calibration.json", calibration =>
        {
            foreach (var head in calibration["heads"]!.AsArray()) head!["calibration"]!["intercept"] = (double)head["calibration"]!["intercept"]! + shift;
        });
        Change(folder, "manifest.json", manifest =>
        {
            var content = manifest["content"]!;
            (content["name"], content["version"]) = (name, version);
            content["files"]!["calibration.json"] = Hash(File.ReadAllBytes(Path.Combine(folder, "calibration.json")));
            manifest["sha256"] = Hash(Encoding.UTF8.GetBytes(content.ToJsonString()));
        });
        return folder;
    }

    /// <summary>Changes a file of a package and seals nothing.</summary>
    public static void Break(string folder, string file) => File.AppendAllText(Path.Combine(folder, file), " ");

    public void Dispose() => _root.Delete(recursive: true);

    private static void Change(string folder, string file, Action<JsonNode> change)
    {
        var path = Path.Combine(folder, file);
        var document = JsonNode.Parse(File.ReadAllBytes(path))!;
        change(document);
        File.WriteAllText(path, document.ToJsonString());
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>A version by number: 1.0.0, 1.1.0 and so on.</summary>
    public static string Version(int number) => string.Create(CultureInfo.InvariantCulture, $"1.{number}.0");
}
