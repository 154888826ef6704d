using Predictor.Api.Audit.Durable;

namespace Predictor.Api.Audit;

/// <summary>Where and how long it is kept who was scored by whom: section <c>Audit</c>.</summary>
internal sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>The folder of the logs, one folder each; a relative path begins at the working directory.</summary>
    public string Folder { get; set; } = "audit";

    /// <summary>The file with the keys, made where there is none; none means <c>keys.json</c> in <see cref="Folder"/>. Not read where <see cref="Keys"/> are given.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Keys by their ids, in Base64, in place of a file.</summary>
    public IDictionary<string, string> Keys { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The id of the key for new records, where <see cref="Keys"/> are given.</summary>
    public string? CurrentKey { get; set; }

    /// <summary>How many days records are kept; six years by default.</summary>
    public int RetentionDays { get; set; } = 2192;

    /// <summary>About how many bytes a segment becomes before the next is begun.</summary>
    public long SegmentBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>The file with the keys.</summary>
    public string KeyPath => KeyFile ?? Path.Combine(Folder, "keys.json");

    /// <summary>How the log of a name is kept.</summary>
    public DurableLogOptions Log(string name) => new(name, Path.Combine(Folder, name), SegmentBytes, TimeSpan.FromDays(RetentionDays));

    /// <summary>The problems with these options, each a sentence; none where they are valid.</summary>
    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Folder)) yield return $"{Section}:{nameof(Folder)} is empty; expected a folder for the audit trail.";
        if (KeyFile is not null && string.IsNullOrWhiteSpace(KeyFile)) yield return $"{Section}:{nameof(KeyFile)} is empty; expected a file, or no value.";
        if (KeyFile is not null && Keys.Count > 0) yield return $"{Section}:{nameof(KeyFile)} and {Section}:{nameof(Keys)} are both given; expected one of them.";
        if (RetentionDays is < 1 or > 36_525) yield return $"{Section}:{nameof(RetentionDays)} is {RetentionDays}; expected 1 to 36525 days.";
        if (SegmentBytes is < 4096 or > 256 * 1024 * 1024) yield return $"{Section}:{nameof(SegmentBytes)} is {SegmentBytes}; expected 4096 to 268435456 bytes.";
        foreach (var (id, secret) in Keys)
        {
            if (LogKeys.Problem(id, secret) is { } problem) yield return $"{Section}:{nameof(Keys)}: {problem}";
        }

        if (Keys.Count > 0 && (CurrentKey is null || !Keys.ContainsKey(CurrentKey))) yield return $"{Section}:{nameof(CurrentKey)} is '{CurrentKey}'; expected the id of one of {Section}:{nameof(Keys)}.";
        if (Keys.Count == 0 && CurrentKey is not null) yield return $"{Section}:{nameof(CurrentKey)} is given without {Section}:{nameof(Keys)}; the key file says itself which key is current.";
    }
}
