namespace Predictor.Api.Operations;

/// <summary>How long requests of each kind have taken of late: what a caller who is refused is told to wait is reckoned from it.</summary>
internal sealed class ServiceTimes(TimeProvider time)
{
    private const double Weight = 0.1;

    private readonly Lock _lock = new();
    private readonly double[] _seconds = new double[Enum.GetValues<RequestKind>().Length];

    /// <summary>The mean, the last requests weighing most; zero as long as none has ended.</summary>
    public TimeSpan Mean(RequestKind kind)
    {
        lock (_lock) return TimeSpan.FromSeconds(_seconds[(int)kind]);
    }

    public async Task MeasureAsync<T>(RequestKind kind, T request, Func<T, Task> answer)
    {
        var start = time.GetTimestamp();
        try
        {
            await answer(request);
        }
        finally
        {
            var took = time.GetElapsedTime(start).TotalSeconds;
            lock (_lock)
            {
                ref var mean = ref _seconds[(int)kind];
                mean = mean == 0 ? took : mean + (Weight * (took - mean));
            }
        }
    }
}
