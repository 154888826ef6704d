using System.Diagnostics.CodeAnalysis;

namespace Predictor.Api.Audit.Durable;

/// <summary>
/// Keeps records for good: what was acknowledged outlives a crash and the loss of power, and the hashes of the chain show any change. Many that wait share one flush of the disk. While
/// it cannot be written it refuses, tries again once a second, and goes on as soon as it can.
/// </summary>
internal sealed partial class DurableLog : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly DurableLogOptions _options;
    private readonly Func<LogKeys> _keys;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Disk _disk;
    private readonly object _gate = new();
    private readonly Thread _thread;
    private Group _waiting = new(new RecordList());
    private RecordList _spare = new();
    private bool _isStopping;
    private volatile bool _isReady;
    private LogWriter? _writer;
    private ChainPosition? _known;
    private ChainPosition? _headWritten;
    private DateTimeOffset? _failedSince;
    private string? _failure;
    private long _lastTended;
    private long _lastHour;

    /// <param name="options">Which log.</param>
    /// <param name="keys">Gives the keys; called when the log is opened, and may throw then.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told how the log fares; never of a record.</param>
    /// <param name="disk">The disk.</param>
    public DurableLog(DurableLogOptions options, Func<LogKeys> keys, TimeProvider time, ILogger logger, Disk disk)
    {
        (_options, _keys, _time, _logger, _disk) = (options, keys, time, logger, disk);
        _thread = new Thread(Run) { IsBackground = true, Name = $"log {options.Name}" };
    }

    /// <summary>True while records can be written.</summary>
    public bool IsReady => _isReady;

    /// <summary>Opens the log and starts to write. Where it cannot be opened it is tried again; that is no error here.</summary>
    public void Start()
    {
        Step(new RecordList());
        _thread.Start();
    }

    /// <summary>Writes records, in their order and without others between them.</summary>
    /// <param name="records">Each a JSON object in UTF-8, without a line feed.</param>
    /// <returns>Ends once all are on the disk.</returns>
    /// <exception cref="LogUnavailableException">They are not, and nothing may be done that needs them written.</exception>
    public Task AppendAsync(params IReadOnlyList<ReadOnlyMemory<byte>> records) => AppendAsync(RecordList.Of(records));

    /// <param name="records">Copied: may be changed once this has returned.</param>
    /// <inheritdoc cref="AppendAsync(IReadOnlyList{ReadOnlyMemory{byte}})"/>
    public Task AppendAsync(RecordList records)
    {
        lock (_gate)
        {
            if (!_isReady || _isStopping) throw Unavailable(null);
            if (records.Count == 0) return Task.CompletedTask;
            _waiting.Records.Add(records);
            Monitor.Pulse(_gate);
            return _waiting.Task;
        }
    }

    /// <summary>Writes what waits and closes the log. Whoever calls it, however often, the log is closed when it returns.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }

        if (_thread.IsAlive) _thread.Join();
    }

    private LogUnavailableException Unavailable(Exception? inner) => new($"The log '{_options.Name}' cannot be written.", inner);

    private void Run()
    {
        while (true)
        {
            Group group;
            bool isLast;
            lock (_gate)
            {
                if (_waiting.Records.Count == 0 && !_isStopping) Monitor.Wait(_gate, Second);
                group = _waiting;
                _waiting = new Group(_spare);
                isLast = _isStopping;
            }

            var failure = Step(group.Records);
            if (failure is null) group.SetResult();
            else if (group.Records.Count > 0) group.SetException(Unavailable(failure));
            // Those that wait have their answer before what can be done later.
            if (failure is null && _time.GetElapsedTime(_lastTended) >= Second) Guarded(Tend);
            if (isLast)
            {
                Guarded(Close);
                return;
            }

            group.Records.Clear();
            _spare = group.Records;
        }
    }

    /// <summary>Writes records; opens the log first where it is not open.</summary>
    /// <returns>Why they are not written; null where they are.</returns>
    private Exception? Step(RecordList records) => Guarded(() =>
    {
        if (_writer is null) Open();
        if (records.Count > 0) _writer!.Append(records);
        _known = _writer!.Position;
    });

    [MemberNotNull(nameof(_writer))]
    private void Open()
    {
        _writer = LogWriter.Open(_options, _keys(), _known, _failedSince, _time, _disk, out var torn);
        _known = _writer.Position;
        if (torn is not null) LogTorn(_options.Name, torn.Bytes, torn.File);
        if (_failedSince is { } since) LogRecovered(_options.Name, since);
        (_failedSince, _failure, _lastHour) = (null, null, 0);
        Tend();
        _isReady = true;
    }

    /// <summary>Writes the head where it can be found, once an hour also into the service's own log, and removes what is older than the retention.</summary>
    private void Tend()
    {
        if (_lastHour == 0 || _time.GetElapsedTime(_lastHour) >= Hour)
        {
            var removed = _writer!.Prune();
            if (removed > 0) LogPruned(_options.Name, removed);
            _known = _writer.Position;
            LogHead(_options.Name, _known);
            _lastHour = _time.GetTimestamp();
        }

        if (_headWritten != _known)
        {
            _writer!.WriteHead();
            _headWritten = _known;
        }

        _lastTended = _time.GetTimestamp();
    }

    private void Close()
    {
        if (_writer is null) return;
        _isReady = false;
        _writer.Close();
        LogHead(_options.Name, _writer.Position);
        _writer = null;
    }

    /// <summary>Does something with the disk. Whatever goes wrong, the log is closed, and opened anew a second later.</summary>
    private Exception? Guarded(Action action)
    {
        try
        {
            action();
            return null;
        }
#pragma warning disable CA1031 // Whatever it is, nobody may be answered as if their record were written, and the thread has to live to try again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _isReady = false;
            _writer?.Abandon();
            _writer = null;
            _failedSince ??= _time.GetUtcNow();
            // The message names files and what was wrong with them; no record is quoted in it. Told once, not once a second.
            if (e.Message != _failure) LogFailed(_options.Name, e.Message);
            _failure = e.Message;
            return e;
        }
    }

    private void LogHead(string name, ChainPosition head)
    {
        if (!_logger.IsEnabled(LogLevel.Information)) return;
        var text = head.ToString();
        LogHead(name, text);
    }

    [LoggerMessage(EventId = 40, Level = LogLevel.Information, Message = "The log {Name} stands at {Head}")]
    private partial void LogHead(string name, string head);

    [LoggerMessage(EventId = 41, Level = LogLevel.Warning, Message = "The log {Name} ended in {Bytes} bytes that are no whole record, as a crash leaves them; they were put into {File}")]
    private partial void LogTorn(string name, int bytes, string file);

    [LoggerMessage(EventId = 42, Level = LogLevel.Error, Message = "The log {Name} cannot be written, and nothing is answered that has to stand in it: {Reason}")]
    private partial void LogFailed(string name, string reason);

    [LoggerMessage(EventId = 43, Level = LogLevel.Warning, Message = "The log {Name} can be written again; it could not since {Since}")]
    private partial void LogRecovered(string name, DateTimeOffset since);

    [LoggerMessage(EventId = 44, Level = LogLevel.Information, Message = "The log {Name} removed {Segments} segments that are older than the retention")]
    private partial void LogPruned(string name, int segments);

    /// <summary>Records that are written with one flush, and the one task for which all wait whose records they are.</summary>
    private sealed class Group(RecordList records) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public RecordList Records => records;
    }
}
