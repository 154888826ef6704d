using System.Text;

namespace Predictor.Api.Audit.Durable;

/// <summary>A record that is not as it should be.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1; 0 where the file as a whole is meant.</param>
/// <param name="Sequence">The number of the record that should stand there.</param>
/// <param name="Text">What is wrong, in a sentence.</param>
internal sealed record LogFault(string File, int Line, long Sequence, string Text)
{
    public override string ToString() => Line > 0 ? $"{File}, line {Line}, record {Sequence}: {Text}" : $"{File}, record {Sequence}: {Text}";
}

/// <summary>One segment, read and checked from its first record on, or for a start from near its end, up to the first that is not as it should be.</summary>
internal sealed class SegmentScan
{
    /// <summary>How many bytes a start checks before the end at least.</summary>
    public const int TailBytes = 1024 * 1024;

    private const string NoHeader = "the first record of a segment has to be its header";

    private readonly string _path;
    private readonly ReadOnlyMemory<byte> _content;
    private long _lastSequence;
    private ReadOnlyMemory<byte> _lastHash;

    private SegmentScan(string path)
    {
        _path = path;
        // A segment is made longer ahead of its records: what follows them is zero bytes.
        var bytes = File.ReadAllBytes(path);
        _content = bytes.AsMemory(0, bytes.AsSpan().LastIndexOfAnyExcept((byte)0) + 1);
    }

    /// <summary>The header; null where there is no good one.</summary>
    public SegmentHeader? Header { get; private set; }

    /// <summary>When the segment was begun.</summary>
    public DateTimeOffset BegunAt { get; private set; }

    /// <summary>The last good record; null where there is none.</summary>
    public ChainPosition? Last => _lastSequence == 0 ? null : new ChainPosition(_lastSequence, Encoding.ASCII.GetString(_lastHash.Span));

    /// <summary>The length of the good records in bytes.</summary>
    public int GoodBytes { get; private set; }

    /// <summary>How many good records there are.</summary>
    public int GoodLines { get; private set; }

    /// <summary>The first record that is not as it should be; null where all are, or what follows is torn.</summary>
    public LogFault? Fault { get; private set; }

    /// <summary>What a crash left after the good records: bytes among which there is no whole record.</summary>
    public ReadOnlyMemory<byte> Torn { get; private set; }

    /// <summary>Reads and checks a segment.</summary>
    /// <param name="path">The file.</param>
    /// <param name="log">The name of the log.</param>
    /// <param name="number">The number of the segment.</param>
    /// <param name="before">Where the chain stands before the segment; null to take the header's word for it.</param>
    /// <param name="keys">The keys of the chain.</param>
    /// <param name="visit">Gets every good record.</param>
    public static SegmentScan Of(string path, string log, int number, ChainPosition? before, LogKeys keys, Action<LogRecord>? visit = null)
    {
        var scan = new SegmentScan(path);
        scan.Read(log, number, before, keys, null, visit);
        return scan;
    }

    /// <summary>
    /// Reads a segment to go on with it: the header, and from the record that the head knows of on, but no less than the last <see cref="TailBytes"/>. A start would otherwise take the
    /// longer the more was written that day; all of it is checked by <see cref="LogCheck"/>. Where the head's record is not found all is checked here too.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="log">The name of the log.</param>
    /// <param name="number">The number of the segment.</param>
    /// <param name="head">How far the chain went when that was last written down.</param>
    /// <param name="keys">The keys of the chain.</param>
    public static SegmentScan OfEnd(string path, string log, int number, ChainPosition? head, LogKeys keys)
    {
        var scan = new SegmentScan(path);
        scan.Read(log, number, null, keys, head, null);
        return scan;
    }

    private void Read(string log, int number, ChainPosition? before, LogKeys keys, ChainPosition? head, Action<LogRecord>? visit)
    {
        if (!TryNextLine(out var text))
        {
            Torn = _content;
            return;
        }

        var expected = before?.Sequence + 1;
        if (!LogRecord.TryRead(text, out var record))
        {
            EndAt(1, expected ?? 1, "the line is not a record");
            return;
        }

        var header = LogEvents.Read<SegmentHeader>(record.Data.Span);
        var problem = header is null ? NoHeader : HeaderProblem(header, log, number, before, keys);
        if (header is null || problem is not null)
        {
            Fail(1, expected ?? record.Sequence, problem ?? NoHeader);
            return;
        }

        (Header, BegunAt) = (header, record.At);
        if (head is not null && TryFindEnd(head, out var start, out var last))
        {
            (_lastSequence, _lastHash) = (last.Sequence, last.Hash);
            (GoodBytes, GoodLines) = (start, _content.Span[..start].Count((byte)'\n'));
            ReadRecords(header, last.Hash.Span, last.Sequence + 1, keys, visit);
        }
        else
        {
            ReadRecords(header, Encoding.ASCII.GetBytes(header.Previous), expected ?? record.Sequence, keys, visit);
        }
    }

    /// <summary>Where a start begins to check, and the record before it, which it takes at its word: what follows is chained to it, up to the head and beyond.</summary>
    private bool TryFindEnd(ChainPosition head, out int start, out LogRecord last)
    {
        (start, last) = (0, default);
        var content = _content.Span;
        var known = content.LastIndexOf(LogRecord.Beginning(head.Sequence));
        if (known <= 0 || content[known - 1] != (byte)'\n') return false;
        var end = content[known..].IndexOf((byte)'\n');
        if (end < 0 || !LogRecord.TryRead(_content.Slice(known, end), out var kept) || !kept.Hash.Span.SequenceEqual(Encoding.ASCII.GetBytes(head.Hash))) return false;
        start = content[..Math.Max(0, Math.Min(known, content.Length - TailBytes))].LastIndexOf((byte)'\n') + 1;
        if (start == 0) return false;
        var line = content[..(start - 1)].LastIndexOf((byte)'\n') + 1;
        return LogRecord.TryRead(_content[line..(start - 1)], out last);
    }

    /// <param name="header">The header of the segment.</param>
    /// <param name="before">The hash before the next record, in hex.</param>
    /// <param name="expected">The number of the next record.</param>
    /// <param name="keys">The keys of the chain.</param>
    /// <param name="visit">Gets every good record.</param>
    private void ReadRecords(SegmentHeader header, ReadOnlySpan<byte> before, long expected, LogKeys keys, Action<LogRecord>? visit)
    {
        using var hash = new ChainHash(keys.ChainKey(header.Key));
        Span<byte> chain = stackalloc byte[ChainHash.Length];
        Span<byte> right = stackalloc byte[2 * ChainHash.Length];
        Convert.FromHexString(before, chain, out _, out _);
        for (var line = GoodLines + 1; TryNextLine(out var text); line++, expected++)
        {
            if (!LogRecord.TryRead(text, out var record))
            {
                EndAt(line, expected, "the line is not a record");
                return;
            }

            if (record.Sequence != expected)
            {
                Fail(line, expected, $"record {record.Sequence} stands here; records were taken out, added or moved");
                return;
            }

            hash.Compute(chain, record.Content.Span, chain);
            Convert.TryToHexStringLower(chain, right, out _);
            if (!record.Hash.Span.SequenceEqual(right))
            {
                Fail(line, expected, "the hash does not fit; the record was changed, or the one before it");
                return;
            }

            visit?.Invoke(record);
            (_lastSequence, _lastHash) = (expected, record.Hash);
            GoodBytes += text.Length + 1;
            GoodLines = line;
        }

        Torn = _content[GoodBytes..];
    }

    private static string? HeaderProblem(SegmentHeader header, string log, int number, ChainPosition? before, LogKeys keys)
    {
        if (header.Event != LogEvents.Segment) return NoHeader;
        if (header.Version != 1) return $"the format has version {header.Version}; this program knows version 1";
        if (header.Log != log) return $"the segment belongs to the log '{header.Log}' and not to '{log}'";
        if (header.Segment != number) return $"the header is that of segment {header.Segment}";
        if (before is not null && header.Previous != before.Hash) return "the segment does not follow the record before it; records were taken out, or the end of the segment before was changed";
        if (header.Previous.Length != 2 * ChainHash.Length || !header.Previous.All(char.IsAsciiHexDigit)) return "the header's hash of the record before is not a hash";
        return keys.Has(header.Key) ? null : $"the key '{header.Key}' is not among the keys given";
    }

    /// <summary>A line that is no record: the end of what a crash left, unless whole records follow it.</summary>
    private void EndAt(int line, long sequence, string text)
    {
        var rest = _content[GoodBytes..];
        if (HoldsRecord(rest)) Fail(line, sequence, text);
        else Torn = rest;
    }

    private static bool HoldsRecord(ReadOnlyMemory<byte> rest)
    {
        while (rest.Span.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (LogRecord.TryRead(rest[..end], out _)) return true;
            rest = rest[(end + 1)..];
        }

        return false;
    }

    private void Fail(int line, long sequence, string text) => Fault = new LogFault(_path, line, sequence, text);

    /// <summary>The next line after the good records, without its line feed; false where no whole line is left.</summary>
    private bool TryNextLine(out ReadOnlyMemory<byte> line)
    {
        var rest = _content[GoodBytes..];
        var end = rest.Span.IndexOf((byte)'\n');
        line = end < 0 ? default : rest[..end];
        return end >= 0;
    }
}
