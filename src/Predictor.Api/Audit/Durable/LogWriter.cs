using System.Buffers;

namespace Predictor.Api.Audit.Durable;

/// <summary>
/// Writes the chain of one log: opens it, goes on where it ends, begins new segments, removes old ones. What a method throws leaves the writer of no use; what is on the disk by then is
/// found by the next. Not for several threads.
/// </summary>
internal sealed class LogWriter : IDisposable
{
    private readonly DurableLogOptions _options;
    private readonly LogFolder _folder;
    private readonly LogKeys _keys;
    private readonly TimeProvider _time;
    private readonly Disk _disk;
    private readonly FileStream _lock;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly byte[] _chain = new byte[ChainHash.Length];
    private readonly byte[] _next = new byte[ChainHash.Length];
    private readonly ChainHash _hash;
    private long _sequence;
    private SegmentWriter? _segment;
    private DateOnly _day;

    private LogWriter(DurableLogOptions options, LogFolder folder, LogKeys keys, TimeProvider time, Disk disk, FileStream @lock)
    {
        (_options, _folder, _keys, _time, _disk, _lock) = (options, folder, keys, time, disk, @lock);
        _hash = new ChainHash(keys.ChainKey(keys.Current));
    }

    /// <summary>The last record that is on the disk.</summary>
    public ChainPosition Position => new(_sequence, Convert.ToHexStringLower(_chain));

    /// <summary>Opens a log, and says in it that it did.</summary>
    /// <param name="options">Which log.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="known">What this process has written already.</param>
    /// <param name="failedSince">Since when the log could not be written, where it could not.</param>
    /// <param name="time">The clock.</param>
    /// <param name="disk">The disk.</param>
    /// <param name="torn">What a crash left at the end; null where there was nothing.</param>
    /// <exception cref="IOException">It cannot be written, or another process writes it.</exception>
    /// <exception cref="LogDamagedException">It is not as it was left.</exception>
    public static LogWriter Open(DurableLogOptions options, LogKeys keys, ChainPosition? known, DateTimeOffset? failedSince, TimeProvider time, Disk disk, out TornEnd? torn)
    {
        var folder = new LogFolder(options.Folder);
        folder.Create();
        var @lock = new FileStream(folder.LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var writer = new LogWriter(options, folder, keys, time, disk, @lock);
        try
        {
            var tail = LogTail.Find(folder, options.Name, keys, known);
            torn = tail.Torn;
            writer.GoOn(tail, failedSince);
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Writes records; all are on the disk when this returns.</summary>
    public void Append(RecordList records)
    {
        var now = _time.GetUtcNow();
        if (_segment is null || _segment.Length >= _options.SegmentBytes || _day != Day(now)) Rotate(now);
        Write(now, records);
    }

    /// <summary>Writes how far the chain goes where it can be found without reading the log.</summary>
    public void WriteHead() => _folder.WriteHead(Position);

    /// <summary>Removes the segments whose records are all older than the retention. The chain says so, and the anchor holds where the rest begins.</summary>
    /// <returns>How many were removed.</returns>
    public int Prune()
    {
        var segments = _folder.Segments();
        var oldest = _time.GetUtcNow() - _options.Retention;
        var anchor = _folder.ReadAnchor();
        var (last, removed) = (-1, 0);
        for (var i = 0; i + 1 < segments.Count; i++)
        {
            // The next one was begun after the last record of this one.
            if (_folder.ReadFirst(segments[i + 1]) is not { } next || next.At >= oldest) break;
            if (LogEvents.Read<SegmentHeader>(next.Data.Span) is not { } header) break;
            anchor = new LogPruned { Segment = segments[i], Sequence = next.Sequence - 1, Hash = header.Previous };
            last = i;
        }

        if (last >= 0)
        {
            Append(RecordList.Of(LogEvents.Bytes(anchor!)));
            WriteHead();
            _folder.WriteAnchor(anchor!);
        }

        // Also what a crash kept from being removed the last time.
        foreach (var number in segments.Where(n => n <= anchor?.Segment))
        {
            File.Delete(_folder.SegmentPath(number));
            removed++;
        }

        return removed;
    }

    /// <summary>Says in the log that it is closed, and closes it.</summary>
    public void Close()
    {
        Append(RecordList.Of(LogEvents.Bytes(new LogClosed())));
        _segment!.Trim();
        WriteHead();
        Dispose();
    }

    /// <summary>Takes back, as far as it can be, what was written in vain.</summary>
    public void Abandon()
    {
        try
        {
            _segment?.Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then those records stay: they tell of answers that were not given, which is the better of the two mistakes.
        }

        Dispose();
    }

    public void Dispose()
    {
        _segment?.Dispose();
        _hash.Dispose();
        _lock.Dispose();
    }

    private static DateOnly Day(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    private void GoOn(LogTail tail, DateTimeOffset? failedSince)
    {
        _sequence = tail.Last.Sequence;
        Convert.FromHexString(tail.Last.Hash, _chain, out _, out _);
        if (tail.Segment > 0)
        {
            _segment = SegmentWriter.Continue(_disk, _folder, tail.Segment, tail.Length);
            _day = Day(tail.BegunAt);
            // A segment has one key.
            if (tail.Key != _keys.Current) Rotate(_time.GetUtcNow());
        }

        Append(RecordList.Of(LogEvents.Bytes(new LogOpened { FailedSince = failedSince?.UtcDateTime, Torn = tail.Torn })));
        WriteHead();
    }

    private void Rotate(DateTimeOffset now)
    {
        _segment?.Trim();
        var number = (_segment?.Number ?? 0) + 1;
        _segment?.Dispose();
        // Should the next line throw, there is no segment to go on with.
        _segment = null;
        _segment = SegmentWriter.Create(_disk, _folder, number);
        _day = Day(now);
        var header = new SegmentHeader { Log = _options.Name, Segment = number, Previous = Position.Hash, Key = _keys.Current };
        Write(now, RecordList.Of(LogEvents.Bytes(header)));
        WriteHead();
    }

    private void Write(DateTimeOffset now, RecordList records)
    {
        _buffer.ResetWrittenCount();
        _chain.CopyTo(_next, 0);
        var sequence = _sequence;
        for (var i = 0; i < records.Count; i++) LogRecord.Write(_buffer, ++sequence, now, records[i], _next, _hash);
        _segment!.Append(_buffer.WrittenSpan);
        _sequence = sequence;
        _next.CopyTo(_chain, 0);
    }
}
