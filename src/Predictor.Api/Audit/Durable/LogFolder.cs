using System.Globalization;

namespace Predictor.Api.Audit.Durable;

/// <summary>The files of one log. Segments hold the records; beside them stand how far the chain went and what was removed.</summary>
/// <param name="path">The folder.</param>
internal sealed class LogFolder(string path)
{
    private const string Prefix = "segment-";
    private const string Extension = ".jsonl";
    private const int FirstBytes = 4096;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Locked by the process that writes.</summary>
    public string LockPath => At("lock");

    /// <summary>Makes the folder where there is none; strangers cannot look into it.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Path);
        else Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
    }

    public string SegmentPath(int number) => At(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D8}{Extension}"));

    /// <summary>Where bytes go that a crash left at the end of a segment; a name that is not taken.</summary>
    public string TornPath(int number)
    {
        for (var i = 1; ; i++)
        {
            var path = At(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D8}.torn-{i}"));
            if (!File.Exists(path)) return path;
        }
    }

    /// <summary>The numbers of the segments, in order.</summary>
    public IReadOnlyList<int> Segments() =>
        [.. Directory.EnumerateFiles(Path, $"{Prefix}*{Extension}").Select(NumberOf).Where(n => n > 0).Order()];

    /// <summary>How far the chain went when the file was written; null where there is none.</summary>
    public ChainPosition? ReadHead() => Read<ChainPosition>("head.json");

    public void WriteHead(ChainPosition head) => Write("head.json", LogEvents.Bytes(head));

    /// <summary>What was removed last; null where nothing was.</summary>
    public LogPruned? ReadAnchor() => Read<LogPruned>("anchor.json");

    public void WriteAnchor(LogPruned anchor)
    {
        Write("anchor.json", LogEvents.Bytes(anchor));
        // Before any segment goes: without the anchor its absence would look like a crime.
        Disk.Real.FlushFolder(Path);
    }

    /// <summary>The first record of a segment, unchecked; null where there is none.</summary>
    public LogRecord? ReadFirst(int number)
    {
        using var file = File.OpenHandle(SegmentPath(number), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[FirstBytes];
        var line = bytes.AsMemory(0, RandomAccess.Read(file, bytes, 0));
        var end = line.Span.IndexOf((byte)'\n');
        return end > 0 && LogRecord.TryRead(line[..end], out var record) ? record : null;
    }

    private static int NumberOf(string file)
    {
        var name = System.IO.Path.GetFileName(file);
        return int.TryParse(name[Prefix.Length..^Extension.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private T? Read<T>(string name)
        where T : class
    {
        if (!File.Exists(At(name))) return null;
        return LogEvents.Read<T>(File.ReadAllBytes(At(name))) ?? throw new LogDamagedException($"{At(name)} cannot be read; expected what the service wrote.");
    }

    /// <summary>Writes beside and renames, so that nobody reads half of it.</summary>
    private void Write(string name, byte[] content)
    {
        var beside = At(name + ".new");
        using (var file = File.OpenHandle(beside, FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            RandomAccess.Write(file, content, 0);
            Disk.Real.Flush(file);
        }

        File.Move(beside, At(name), overwrite: true);
    }

    private string At(string name) => System.IO.Path.Combine(Path, name);
}
