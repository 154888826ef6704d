using System.Security.Cryptography;

namespace Predictor.Api.Audit.Durable;

/// <summary>The end of a log as a start finds it.</summary>
/// <param name="Segment">The last segment; 0 where the log is empty.</param>
/// <param name="Length">The bytes of its good records.</param>
/// <param name="Last">Its last record.</param>
/// <param name="BegunAt">When it was begun.</param>
/// <param name="Key">The id of its key.</param>
/// <param name="Torn">What a crash left after the records, set aside.</param>
internal sealed record LogTail(int Segment, long Length, ChainPosition Last, DateTimeOffset BegunAt, string? Key, TornEnd? Torn)
{
    /// <summary>Reads and checks the last segment, and sets aside what a crash left at its end.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="log">The name of the log.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="known">What this process has written already; null at its start.</param>
    /// <exception cref="LogDamagedException">The log is not as it was left.</exception>
    public static LogTail Find(LogFolder folder, string log, LogKeys keys, ChainPosition? known)
    {
        var segments = folder.Segments();
        var head = folder.ReadHead();
        var tail = Find(folder, log, keys, segments, known ?? head);
        foreach (var (position, where) in new[] { (head, "head.json"), (known, "this process") })
        {
            if (position is null) continue;
            if (tail.Last.Sequence < position.Sequence) throw new LogDamagedException($"{folder.Path} ends with record {tail.Last.Sequence}, but {where} knows of record {position.Sequence}: records are missing.");
            if (tail.Last.Sequence == position.Sequence && tail.Last.Hash != position.Hash) throw new LogDamagedException($"{folder.Path}: record {position.Sequence} is not the one that {where} knows: it was changed.");
        }

        return tail;
    }

    private static LogTail Find(LogFolder folder, string log, LogKeys keys, IReadOnlyList<int> segments, ChainPosition? head)
    {
        TornEnd? torn = null;
        for (var i = segments.Count - 1; i >= 0; i--)
        {
            var number = segments[i];
            var path = folder.SegmentPath(number);
            var scan = SegmentScan.OfEnd(path, log, number, head, keys);
            if (scan.Fault is { } fault) throw new LogDamagedException(fault.ToString());
            torn = SetAside(folder, number, scan) ?? torn;
            if (scan.Last is { } last) return new LogTail(number, scan.GoodBytes, last, scan.BegunAt, scan.Header!.Key, torn);
            // The crash came while the segment was begun: it holds nothing.
            File.Delete(path);
        }

        var anchor = folder.ReadAnchor();
        return anchor is null ? new LogTail(0, 0, ChainPosition.Beginning, default, null, torn) : throw new LogDamagedException($"{folder.Path} holds no segment, but anchor.json knows of {anchor.Segment}.");
    }

    private static TornEnd? SetAside(LogFolder folder, int number, SegmentScan scan)
    {
        if (scan.Torn.IsEmpty) return null;
        var path = folder.TornPath(number);
        using (var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.Write(file, scan.Torn.Span, 0);
            Disk.Real.Flush(file);
        }

        Disk.Real.FlushFolder(folder.Path);
        return new TornEnd(Path.GetFileName(path), scan.Torn.Length, Convert.ToHexStringLower(SHA256.HashData(scan.Torn.Span)));
    }
}
