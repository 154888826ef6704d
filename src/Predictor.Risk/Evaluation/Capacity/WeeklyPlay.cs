namespace Predictor.Risk.Evaluation.Capacity;

/// <summary>
/// What would have happened had the clinic worked through its list once a week, from the top, as far as its capacity goes, calling nobody twice within the
/// horizon. What a check-in would have changed is not known and not played: it says whom a check-in would have met, and when.
/// </summary>
internal sealed class WeeklyPlay
{
    private readonly Watch _watch;
    private readonly List<int> _calledRows = [];
    private readonly long?[] _metAt;
    private readonly bool[] _couldBeMet;

    /// <param name="watch">The rows and the dropouts.</param>
    /// <param name="list">The rows week by week.</param>
    /// <param name="capacity">Check-ins a week for each hundred clients on the list.</param>
    public WeeklyPlay(Watch watch, WeeklyList list, double capacity)
    {
        _watch = watch;
        _metAt = new long?[watch.Dropouts.Count];
        _couldBeMet = new bool[watch.Dropouts.Count];
        var restsUntil = new Dictionary<int, long>();
        var allowance = 0.0;
        foreach (var (now, rows) in list.Weeks)
        {
            // What a small clinic's week leaves of a whole check-in counts for the next week.
            allowance += capacity / 100 * rows.Length;
            foreach (var row in rows)
            {
                if (watch.Rows[row].Dropout is >= 0 and var dropout)
                    _couldBeMet[dropout] = true;
            }

            foreach (var row in rows)
            {
                if (allowance < 1)
                    break;
                var watched = watch.Rows[row];
                if (restsUntil.GetValueOrDefault(watched.Episode) > now)
                    continue;
                allowance--;
                restsUntil[watched.Episode] = now + watch.RestTicks;
                _calledRows.Add(row);
                if (watched.Dropout >= 0)
                    _metAt[watched.Dropout] ??= now;
            }

            // Where everyone was called there is nothing to save up.
            allowance = Math.Min(allowance, 1);
        }
    }

    /// <summary>Counts the play.</summary>
    /// <param name="clientOfRow">The client of each row as a number.</param>
    /// <param name="clientOfDropout">The client of each dropout as a number.</param>
    /// <param name="times">How often each client counts.</param>
    public CapacityTally Tally(int[] clientOfRow, int[] clientOfDropout, int[] times)
    {
        var (called, truly) = (0L, 0L);
        foreach (var row in _calledRows)
        {
            called += times[clientOfRow[row]];
            if (_watch.Rows[row].Dropout >= 0)
                truly += times[clientOfRow[row]];
        }

        var (dropouts, found, early) = (0L, 0L, 0L);
        var leads = new List<double>();
        for (var d = 0; d < _metAt.Length; d++)
        {
            var drawn = _couldBeMet[d] ? times[clientOfDropout[d]] : 0;
            dropouts += drawn;
            if (_metAt[d] is not { } metAt)
                continue;
            var dropout = _watch.Dropouts[d];
            found += drawn;
            if (metAt < dropout.LastSessionTicks)
                early += drawn;
            for (var i = 0; i < drawn; i++)
                leads.Add((dropout.KnownTicks - metAt) / (double)TimeSpan.TicksPerDay);
        }

        leads.Sort();
        return new CapacityTally(called, truly, dropouts, found, early, leads.Count == 0 ? double.NaN : (leads[(leads.Count - 1) / 2] + leads[leads.Count / 2]) / 2);
    }
}
