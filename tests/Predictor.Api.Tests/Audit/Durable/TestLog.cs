using System.Text;
using Microsoft.Win32.SafeHandles;
using Predictor.Api.Audit.Durable;
using Predictor.Api.Tests.Support;

namespace Predictor.Api.Tests.Audit.Durable;

/// <summary>A log in a folder of its own, whose process and disk a test can end and break.</summary>
internal sealed class TestLog : IDisposable
{
    public const string Name = "trail";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("predictor-log-");
    private readonly LogCapture _capture = new();
    private DurableLog? _log;

    public BrokenDisk Disk { get; } = new();

    public SetTime Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public string Root => _root.FullName;

    public LogFolder Folder => new(Path.Combine(Root, Name));

    public LogKeys Keys { get; set; } = new(new Dictionary<string, byte[]> { ["k1"] = new byte[32] }, "k1");

    public long SegmentBytes { get; set; } = 1024 * 1024;

    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(2192);

    public IReadOnlyList<LogLine> Told => _capture.Lines;

    public DurableLog Log => _log ?? throw new InvalidOperationException("The log is not open.");

    /// <summary>Opens the log as a start of the service does.</summary>
    public DurableLog Open()
    {
        _log = new DurableLog(new DurableLogOptions(Name, Folder.Path, SegmentBytes, Retention), () => Keys, Time, _capture.CreateLogger("log"), Disk);
        _log.Start();
        return _log;
    }

    /// <summary>Opens the log, writes records and closes it as it should be.</summary>
    public void Write(params string[] records)
    {
        using var log = Open();
        foreach (var record in records) log.AppendAsync(Bytes(record)).GetAwaiter().GetResult();
    }

    public LogCheck Check(ChainPosition? head = null) => LogCheck.Run(Folder.Path, Name, Keys, head);

    /// <summary>What all records say, in order.</summary>
    public IReadOnlyList<string> Records()
    {
        var records = new List<string>();
        LogCheck.Run(Folder.Path, Name, Keys, null, r => records.Add(Encoding.UTF8.GetString(r.Data.Span)));
        return records;
    }

    /// <summary>The lines of a segment.</summary>
    public string[] Lines(int segment) => File.ReadAllLines(Folder.SegmentPath(segment));

    public void SetLines(int segment, IEnumerable<string> lines) => File.WriteAllText(Folder.SegmentPath(segment), string.Concat(lines.Select(l => l + "\n")));

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public void Dispose()
    {
        _log?.Dispose();
        _root.Delete(recursive: true);
    }

    /// <summary>A clock that a test sets; what is measured with it passes as ever.</summary>
    internal sealed class SetTime(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>The disk, which can be full or slow.</summary>
    internal sealed class BrokenDisk : Disk
    {
        private int _flushes;

        /// <summary>What every flush waits for.</summary>
        public Task Gate { get; set; } = Task.CompletedTask;

        /// <summary>True for a disk that has no room for one byte.</summary>
        public bool IsFull { get; set; }

        /// <summary>True for a disk that takes half of what is written, and then fails.</summary>
        public bool TakesHalf { get; set; }

        public int Flushes => _flushes;

        public override void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
        {
            if (IsFull) throw new IOException("No space left on device");
            base.Write(file, TakesHalf ? bytes[..(bytes.Length / 2)] : bytes, offset);
            if (TakesHalf) throw new IOException("Input/output error");
        }

        public override void Flush(SafeFileHandle file)
        {
            Gate.Wait();
            Interlocked.Increment(ref _flushes);
            base.Flush(file);
        }
    }
}
