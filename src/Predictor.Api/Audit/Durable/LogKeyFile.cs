using System.Security.Cryptography;
using System.Text.Json;

namespace Predictor.Api.Audit.Durable;

/// <summary>A file that holds keys: <c>{ "current": "k1", "keys": { "k1": "Base64" } }</c>. Only its owner can read it.</summary>
internal static class LogKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, RespectRequiredConstructorParameters = true };

    /// <exception cref="LogDamagedException">The file holds no keys.</exception>
    public static LogKeys Read(string path)
    {
        var content = Content(path);
        return new LogKeys(content.Keys.ToDictionary(k => k.Key, k => Convert.FromBase64String(k.Value)), content.Current);
    }

    /// <summary>Adds a new key and makes it the current one; makes the file where there is none.</summary>
    /// <returns>The id of the new key.</returns>
    public static string AddKey(string path)
    {
        var keys = File.Exists(path) ? new Dictionary<string, string>(Content(path).Keys) : [];
        var number = keys.Count + 1;
        while (keys.ContainsKey($"k{number}")) number++;
        keys.Add($"k{number}", Convert.ToBase64String(RandomNumberGenerator.GetBytes(LogKeys.LeastBytes)));
        Write(path, new KeyContent($"k{number}", keys));
        return $"k{number}";
    }

    private static KeyContent Content(string path)
    {
        KeyContent? content;
        try
        {
            content = JsonSerializer.Deserialize<KeyContent>(File.ReadAllBytes(path), Options);
        }
        catch (JsonException)
        {
            // The message would quote the file.
            content = null;
        }

        if (content is null) throw new LogDamagedException($"{path} holds no keys; expected {{ \"current\": ID, \"keys\": {{ ID: SECRET }} }}.");
        var problem = content.Keys.Select(k => LogKeys.Problem(k.Key, k.Value)).FirstOrDefault(p => p is not null);
        if (problem is not null) throw new LogDamagedException($"{path}: {problem}");
        if (!content.Keys.ContainsKey(content.Current)) throw new LogDamagedException($"{path}: the current key '{content.Current}' is not among the keys.");
        return content;
    }

    private static void Write(string path, KeyContent content)
    {
        var beside = path + ".new";
        File.Delete(beside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(beside, options))
        {
            JsonSerializer.Serialize(file, content, Options);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        Disk.Real.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    private sealed record KeyContent(string Current, IReadOnlyDictionary<string, string> Keys);
}
