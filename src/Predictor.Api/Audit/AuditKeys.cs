using Microsoft.Extensions.Options;
using Predictor.Api.Audit.Durable;

namespace Predictor.Api.Audit;

/// <summary>The keys of the audit trail and of the other logs, from the configuration or from a file.</summary>
internal sealed class AuditKeys(IOptions<AuditOptions> options)
{
    private readonly Lock _lock = new();
    private LogKeys? _keys;

    /// <summary>The keys, read at the first call.</summary>
    /// <exception cref="LogDamagedException">There is a log, and no keys to go on with it.</exception>
    public LogKeys Get()
    {
        lock (_lock) return _keys ??= Read(options.Value);
    }

    /// <summary>The keys that the configuration names, as they are.</summary>
    /// <returns>Null where there are none yet.</returns>
    public static LogKeys? Existing(AuditOptions options)
    {
        if (options.Keys.Count > 0) return new LogKeys(options.Keys.ToDictionary(k => k.Key, k => Convert.FromBase64String(k.Value)), options.CurrentKey!);
        return File.Exists(options.KeyPath) ? LogKeyFile.Read(options.KeyPath) : null;
    }

    private static LogKeys Read(AuditOptions options)
    {
        if (Existing(options) is { } keys) return keys;
        Directory.CreateDirectory(options.Folder);
        if (Directory.EnumerateFiles(options.Folder, "*.jsonl", SearchOption.AllDirectories).Any())
        {
            throw new LogDamagedException($"{options.KeyPath} is not there, but {options.Folder} holds records that were made with its keys; put the file back, or move the folder away.");
        }

        LogKeyFile.AddKey(options.KeyPath);
        return LogKeyFile.Read(options.KeyPath);
    }
}
