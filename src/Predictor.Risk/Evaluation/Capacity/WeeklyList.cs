using Predictor.Trees.Numerics;

namespace Predictor.Risk.Evaluation.Capacity;

/// <summary>The clients in treatment week by week, each with the row last known then, the highest risk first.</summary>
internal sealed class WeeklyList
{
    private const long Week = 7 * TimeSpan.TicksPerDay;

    private readonly List<(long Ticks, int[] Rows)> _weeks = [];

    /// <param name="watch">The rows, ordered by episode and then by time.</param>
    /// <param name="probabilities">One a row.</param>
    public WeeklyList(Watch watch, ReadOnlySpan<double> probabilities)
    {
        if (watch.Rows.Length == 0)
            return;

        var first = watch.Rows.Min(row => row.Ticks);
        var lists = new Dictionary<long, List<int>>();
        for (var i = 0; i < watch.Rows.Length; i++)
        {
            // The first list made at or after the landmark; only the last landmark before a list stands in it.
            var week = (watch.Rows[i].Ticks - first + Week - 1) / Week;
            var isLast = i + 1 == watch.Rows.Length || watch.Rows[i + 1].Episode != watch.Rows[i].Episode || (watch.Rows[i + 1].Ticks - first + Week - 1) / Week != week;
            var made = first + week * Week;
            if (!isLast || made > watch.UntilTicks || watch.Rows[i].OverTicks <= made)
                continue;
            if (!lists.TryGetValue(week, out var list))
                lists.Add(week, list = []);
            list.Add(i);
        }

        var risks = probabilities.ToArray();
        foreach (var (week, list) in lists.OrderBy(l => l.Key))
        {
            list.Sort((x, y) => risks[x] != risks[y] ? risks[y].CompareTo(risks[x]) : Scattered(x, week).CompareTo(Scattered(y, week)));
            _weeks.Add((first + week * Week, [.. list]));
        }
    }

    /// <summary>When each list is made, and its rows.</summary>
    public IReadOnlyList<(long Ticks, int[] Rows)> Weeks => _weeks;

    /// <summary>An order among equals that has nothing to do with anything: no rule may gain or lose by the order of the file.</summary>
    private static ulong Scattered(int row, long week)
    {
        var random = SplitMix64.ForStream((ulong)week, row);
        return random.Next();
    }
}
