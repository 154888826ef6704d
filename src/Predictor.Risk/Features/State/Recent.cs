namespace Predictor.Risk.Features.State;

/// <summary>
/// Counts what happened in the last so many days. Instants are added and asked for in ascending order, so that each is looked at
/// twice at most: once when it comes in, once when it falls out.
/// </summary>
internal sealed class Recent(int days)
{
    private readonly long _span = days * TimeSpan.TicksPerDay;
    private readonly List<long> _ticks = [];
    private int _from;

    public void Add(long ticks) => _ticks.Add(ticks);

    /// <summary>How many lie in (now - days, now].</summary>
    public int Count(long now)
    {
        while (_from < _ticks.Count && _ticks[_from] <= now - _span) _from++;
        return _ticks.Count - _from;
    }
}
