namespace Predictor.Api.Audit.Durable;

/// <summary>Whether a log is whole: every record from the oldest that is kept to the last, and the last that is known.</summary>
internal sealed class LogCheck
{
    private LogCheck()
    {
    }

    /// <summary>The first record that is not as it should be; null where the log is whole.</summary>
    public LogFault? Fault { get; private set; }

    /// <summary>The last record.</summary>
    public ChainPosition Last { get; private set; } = ChainPosition.Beginning;

    /// <summary>The number of the oldest record that is kept.</summary>
    public long First { get; private set; }

    /// <summary>How many segments were read.</summary>
    public int Segments { get; private set; }

    /// <summary>Bytes at the end that are no whole record: a crash left them, or they are being written.</summary>
    public int TornBytes { get; private set; }

    /// <summary>Reads and checks a whole log. The service may be writing it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="log">The name of the log.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="head">A position that was kept elsewhere; null to rely on the head file alone, which whoever cuts the log could replace.</param>
    /// <param name="visit">Gets every good record.</param>
    /// <exception cref="IOException">The folder is not there, or cannot be read.</exception>
    public static LogCheck Run(string path, string log, LogKeys keys, ChainPosition? head, Action<LogRecord>? visit = null)
    {
        var folder = new LogFolder(path);
        if (!Directory.Exists(folder.Path)) throw new DirectoryNotFoundException($"{folder.Path} is not there; expected the folder of a log.");
        var check = new LogCheck();
        try
        {
            check.Read(folder, log, keys, head, visit);
        }
        catch (LogDamagedException e)
        {
            check.Fault = new LogFault(folder.Path, 0, 0, e.Message);
        }

        return check;
    }

    private void Read(LogFolder folder, string log, LogKeys keys, ChainPosition? kept, Action<LogRecord>? visit)
    {
        // The files that tell how far the log goes first: it can only grow meanwhile.
        var (head, anchor) = (folder.ReadHead(), folder.ReadAnchor());
        var known = new List<(ChainPosition Position, string From)>();
        if (head is not null) known.Add((head, "head.json"));
        if (kept is not null) known.Add((kept, "the head that was kept"));
        if (known.Count == 0)
        {
            Fault = new LogFault(folder.Path, 0, 1, "there is no head.json: whether records were cut off at the end cannot be told; expected the file, or a head that was kept elsewhere");
            return;
        }

        if (anchor is not null) Last = new ChainPosition(anchor.Sequence, anchor.Hash);
        First = Last.Sequence + 1;
        var isAnchored = anchor is null;
        var found = new bool[known.Count];
        void Visit(LogRecord record)
        {
            for (var i = 0; i < found.Length; i++) found[i] |= record.Sequence == known[i].Position.Sequence && record.Hash.Span.SequenceEqual(System.Text.Encoding.ASCII.GetBytes(known[i].Position.Hash));
            if (!isAnchored && record.Data.Span.StartsWith("{\"event\":\"pruned\""u8)) isAnchored = LogEvents.Read<LogPruned>(record.Data.Span) == anchor;
            visit?.Invoke(record);
        }

        if (!ReadSegments(folder, log, keys, anchor, Visit)) return;
        if (!isAnchored)
        {
            Fault = new LogFault(folder.Path, 0, anchor!.Sequence, "anchor.json says that the records up to this one were removed when their time was over, but the log does not; they were taken out");
            return;
        }

        foreach (var ((position, from), isFound) in known.Zip(found))
        {
            if (isFound || position.Sequence < First) continue;
            Fault = position.Sequence > Last.Sequence
                ? new LogFault(folder.SegmentPath(Math.Max(1, (anchor?.Segment ?? 0) + Segments)), 0, Last.Sequence + 1, $"the log ends before it, but {from} knows of record {position.Sequence}; records were cut off at the end")
                : new LogFault(folder.Path, 0, position.Sequence, $"it is not the record that {from} knows; the log was written anew");
            return;
        }
    }

    /// <returns>False where a segment is not as it should be.</returns>
    private bool ReadSegments(LogFolder folder, string log, LogKeys keys, LogPruned? anchor, Action<LogRecord> visit)
    {
        // Older ones than the anchor were to be removed, and a crash kept them.
        var numbers = folder.Segments().Where(n => n > (anchor?.Segment ?? 0)).ToList();
        for (var i = 0; i < numbers.Count; i++)
        {
            var (number, path) = (numbers[i], folder.SegmentPath(numbers[i]));
            var expected = (anchor?.Segment ?? 0) + i + 1;
            if (number != expected)
            {
                Fault = new LogFault(folder.SegmentPath(expected), 0, Last.Sequence + 1, "the segment is missing");
                return false;
            }

            var scan = SegmentScan.Of(path, log, number, Last, keys, visit);
            Fault = scan.Fault;
            if (scan.Last is { } last) Last = last;
            if (Fault is null && (scan.Torn.Length > 0 || scan.Last is null) && i < numbers.Count - 1)
            {
                Fault = new LogFault(path, scan.GoodLines + 1, Last.Sequence + 1, "the line is not a record");
            }

            if (Fault is not null) return false;
            Segments++;
            TornBytes = scan.Torn.Length;
        }

        return true;
    }
}
