using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;
using Predictor.Api.Audit.Durable;

namespace Predictor.Api.CdsHooks.Feedback;

/// <summary>
/// Keeps feedback in a file, a JSON document a line, to which it only appends; each body is on the disk before it is answered. The file is opened at the first use and belongs to
/// one process. After a failure it is read anew and flushed, so that what it holds is what counts, and outlives the loss of power. It is no <see cref="DurableLog"/>: a file that anybody
/// can read and that is kept for good has no use for keys, a chain and a retention.
/// </summary>
internal sealed partial class FeedbackFile(IOptions<CdsOptions> options, Disk disk, ILogger<FeedbackFile> logger) : IFeedbackStore, IDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<(string, string, Guid, string, long)> _known = [];
    private readonly Dictionary<Guid, int> _ofCard = [];
    private readonly SortedDictionary<(string Service, string Outcome, string Reason), long> _counts = [];
    private SafeFileHandle? _file;
    private long _end;

    public Task<(IReadOnlyList<FeedbackEntry> Fresh, int Known)> AddAsync(IReadOnlyList<FeedbackEntry> entries)
    {
        // On a thread that may wait for the disk, and one body after the other.
        return Task.Run<(IReadOnlyList<FeedbackEntry>, int)>(() =>
        {
            lock (_lock)
            {
                return Guarded(file =>
                {
                    var unknown = entries.DistinctBy(e => e.Key).Where(e => !_known.Contains(e.Key)).ToList();
                    var fresh = unknown.GroupBy(e => e.Card).SelectMany(c => c.Take(IFeedbackStore.MostOfCard - _ofCard.GetValueOrDefault(c.Key))).ToList();
                    var beyond = unknown.Select(e => e.Key).Except(fresh.Select(e => e.Key)).ToHashSet();
                    var known = entries.Count(e => !beyond.Contains(e.Key)) - fresh.Count;
                    if (fresh.Count == 0) return (fresh, known);
                    using var lines = new MemoryStream();
                    foreach (var entry in fresh)
                    {
                        JsonSerializer.Serialize(lines, entry);
                        lines.WriteByte((byte)'\n');
                    }

                    disk.Write(file, lines.GetBuffer().AsSpan(0, (int)lines.Length), _end);
                    disk.Flush(file);
                    _end += lines.Length;
                    foreach (var entry in fresh) Count(entry);
                    return (fresh, known);
                });
            }
        });
    }

    public IReadOnlyList<FeedbackCount> Counts()
    {
        lock (_lock)
        {
            return Guarded(_ => _counts.Select(c => new FeedbackCount { Service = c.Key.Service, Outcome = c.Key.Outcome, Reason = c.Key.Reason.Length == 0 ? null : c.Key.Reason, Count = c.Value }).ToList());
        }
    }

    public void Dispose()
    {
        lock (_lock) Close();
    }

    private T Guarded<T>(Func<SafeFileHandle, T> work)
    {
        try
        {
            return work(_file ??= Open());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What stands in the file is not certain now.
            Close();
            LogFailed(e.GetType().Name);
            throw new IOException("The feedback cannot be kept.", e);
        }
    }

    private SafeFileHandle Open()
    {
        var path = Path.GetFullPath(options.Value.FeedbackFile);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            ReadAll(file);
            // What was read counts as kept from here on, though a write before may have failed after its bytes and before its flush.
            disk.Flush(file);
            disk.FlushFolder(folder);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private void ReadAll(SafeFileHandle file)
    {
        long end = 0;
        long number = 0;
        var line = new MemoryStream();
        var buffer = new byte[64 * 1024];
        long at = 0;
        for (int read; (read = RandomAccess.Read(file, buffer, at)) > 0; at += read)
        {
            var rest = buffer.AsSpan(0, read);
            for (int feed; (feed = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(feed + 1)..])
            {
                line.Write(rest[..feed]);
                end += line.Length + 1;
                Take(line.GetBuffer().AsSpan(0, (int)line.Length), ++number);
                line.SetLength(0);
            }

            line.Write(rest);
        }

        // A line without its end was never answered: the process or the machine stopped while it was written.
        if (line.Length > 0) LogTorn(line.Length);
        RandomAccess.SetLength(file, end);
        _end = end;
    }

    private void Take(ReadOnlySpan<byte> line, long number)
    {
        try
        {
            if (JsonSerializer.Deserialize<FeedbackEntry>(line) is { } entry && !_known.Contains(entry.Key)) Count(entry);
        }
        catch (JsonException)
        {
            LogUnreadable(number);
        }
    }

    private void Count(FeedbackEntry entry)
    {
        _known.Add(entry.Key);
        _ofCard[entry.Card] = _ofCard.GetValueOrDefault(entry.Card) + 1;
        var kind = (entry.Service, entry.Outcome, entry.Reason ?? "");
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
        _known.Clear();
        _ofCard.Clear();
        _counts.Clear();
    }

    [LoggerMessage(EventId = 60, Level = LogLevel.Error, Message = "Feedback on cards cannot be kept ({Reason}); whoever sends it is told to send it again")]
    private partial void LogFailed(string reason);

    [LoggerMessage(EventId = 61, Level = LogLevel.Warning, Message = "The feedback file ended in {Bytes} bytes that are no whole line, as a crash leaves them; they were cut off")]
    private partial void LogTorn(long bytes);

    [LoggerMessage(EventId = 62, Level = LogLevel.Warning, Message = "Line {Line} of the feedback file cannot be read and does not count")]
    private partial void LogUnreadable(long line);
}
