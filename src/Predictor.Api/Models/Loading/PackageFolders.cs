using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Predictor.Api.Models.Loading;

/// <summary>The folders of packages in the folder that is watched, and what is seen of them from outside.</summary>
internal static class PackageFolders
{
    private const string Manifest = "manifest.json";
    private const int MostManifestBytes = 1024 * 1024;

    // 'predictor train' writes beside and renames, under names of this form.
    private static readonly string[] Unfinished = [".new-", ".old-"];

    /// <summary>The folder itself where it is a package, else each folder in it. Those that begin with a dot or are being written are left out.</summary>
    /// <exception cref="IOException">The folder cannot be looked through.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be looked through.</exception>
    public static IReadOnlyList<string> Find(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        if (File.Exists(Path.Combine(folder, Manifest))) return [folder];
        return [.. Directory.EnumerateDirectories(folder).Where(d => !IsUnfinished(Path.GetFileName(d))).Order(StringComparer.Ordinal)];
    }

    /// <summary>What tells whether a package has changed, without reading all of it: each file's name, length and time, and the content of the manifest, which holds the hashes of the others.</summary>
    /// <exception cref="IOException">The folder cannot be looked through.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be looked through.</exception>
    public static string Fingerprint(string folder)
    {
        var seen = new StringBuilder();
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles().OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            seen.Append(CultureInfo.InvariantCulture, $"{file.Name}:{file.Length}:{file.LastWriteTimeUtc.Ticks}");
            if (file.Name == Manifest && file.Length <= MostManifestBytes) seen.Append(':').Append(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.FullName))));
            seen.Append('\n');
        }

        return seen.ToString();
    }

    private static bool IsUnfinished(string name) => name.StartsWith('.') || Unfinished.Any(u => name.Contains(u, StringComparison.Ordinal));
}
