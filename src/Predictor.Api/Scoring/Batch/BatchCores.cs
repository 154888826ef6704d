namespace Predictor.Api.Scoring.Batch;

/// <summary>
/// Shares the cores between all batches. They may use every core while nobody asks for anything else, and leave one free as soon as somebody does: however many batches
/// run, another request waits for no more than the pieces under way.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="cores">How many there are.</param>
internal sealed class BatchCores(TimeProvider time, int cores)
{
    private static readonly TimeSpan Recent = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private long _lastOther = time.GetTimestamp() - (long)(Recent.TotalSeconds * time.TimestampFrequency);
    private int _running;

    public BatchCores(TimeProvider time)
        : this(time, Environment.ProcessorCount)
    {
    }

    /// <summary>How many pieces may be worked on at this moment.</summary>
    private int Allowed => time.GetElapsedTime(Volatile.Read(ref _lastOther)) < Recent ? Math.Max(1, cores - 1) : cores;

    /// <summary>How many pieces have a core at this moment.</summary>
    public int Running
    {
        get
        {
            lock (_lock) return _running;
        }
    }

    /// <summary>Somebody asked for something that is no batch.</summary>
    public void LeaveOne() => Volatile.Write(ref _lastOther, time.GetTimestamp());

    /// <summary>Works on a piece once a core is free for it; in the order of asking. Whether one is free is known when this returns, and it is free again when the task ends.</summary>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await EnterAsync(cancellation);
        try
        {
            return await Task.Run(work, cancellation);
        }
        finally
        {
            Leave();
        }
    }

    private async Task EnterAsync(CancellationToken cancellation)
    {
        TaskCompletionSource turn;
        lock (_lock)
        {
            if (_waiting.Count == 0 && _running < Allowed)
            {
                _running++;
                return;
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
        }

        await using var registration = cancellation.Register(() => turn.TrySetCanceled(cancellation));
        await turn.Task;
    }

    private void Leave()
    {
        lock (_lock)
        {
            _running--;
            // Those that were cancelled while they waited are passed over.
            while (_running < Allowed && _waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult()) _running++;
            }
        }
    }
}
