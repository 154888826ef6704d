using System.Runtime.CompilerServices;

namespace Predictor.Api.Scoring.Batch;

/// <summary>The lines of a batch as long as the service takes them: once it was told to stop, only for so long. What was taken is answered all the same.</summary>
internal sealed class TakenLines : IDisposable
{
    private readonly IAsyncEnumerable<LinePiece> _pieces;
    private readonly CancellationTokenSource _end;
    private readonly CancellationTokenRegistration _stopping;

    /// <param name="pieces">What comes in.</param>
    /// <param name="patience">How long lines are taken after that.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Set when the service is told to stop.</param>
    public TakenLines(IAsyncEnumerable<LinePiece> pieces, TimeSpan patience, TimeProvider time, CancellationToken stopping)
    {
        _pieces = pieces;
        _end = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _stopping = stopping.Register(() => _end.CancelAfter(patience));
    }

    /// <summary>How many lines were taken.</summary>
    public long Count { get; private set; }

    /// <summary>True where there may be more, and the time was over.</summary>
    public bool IsCut { get; private set; }

    public async IAsyncEnumerable<LinePiece> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, cancellation);
        await using var pieces = _pieces.GetAsyncEnumerator(either.Token);
        while (await NextAsync(pieces, cancellation))
        {
            Count += pieces.Current.Count;
            yield return pieces.Current;
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _end.Dispose();
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<LinePiece> pieces, CancellationToken cancellation)
    {
        try
        {
            if (!_end.IsCancellationRequested) return await pieces.MoveNextAsync();
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // The line that was waited for is not taken.
        }

        IsCut = true;
        return false;
    }
}
