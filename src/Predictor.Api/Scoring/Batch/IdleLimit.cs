namespace Predictor.Api.Scoring.Batch;

/// <summary>Cancels work that has stood still for too long.</summary>
internal sealed class IdleLimit : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationToken _outer;
    private readonly CancellationTokenSource _idle;
    private readonly CancellationTokenSource _either;

    /// <param name="limit">How long nothing may move.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Cancels as well.</param>
    public IdleLimit(TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        _limit = limit;
        _outer = cancellation;
        _idle = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_idle.Token, cancellation);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>True where it was the standing still that cancelled.</summary>
    public bool HasTripped => _idle.IsCancellationRequested && !_outer.IsCancellationRequested;

    /// <summary>Something moved: the time begins anew.</summary>
    public void Moved() => _idle.CancelAfter(_limit);

    public void Dispose()
    {
        _either.Dispose();
        _idle.Dispose();
    }
}
