namespace Predictor.Risk.Horizons;

/// <summary>
/// Which horizon each further one is told from. The first is the default and stands by itself; each other is told from its neighbour on the way to the
/// default, so that what is told of two horizons can never contradict itself.
/// </summary>
internal static class HorizonChain
{
    /// <summary>The horizon that another is told from; null for the default.</summary>
    /// <param name="horizonDays">All horizons, distinct, the default first.</param>
    /// <param name="days">One of them.</param>
    public static int? GivenOf(IReadOnlyList<int> horizonDays, int days)
    {
        var first = horizonDays[0];
        if (days == first) return null;
        return days > first
            ? horizonDays.Where(h => h >= first && h < days).Max()
            : horizonDays.Where(h => h <= first && h > days).Min();
    }

    /// <summary>The horizons on the way from the default to another, both included.</summary>
    public static IReadOnlyList<int> WayTo(IReadOnlyList<int> horizonDays, int days)
    {
        var way = new List<int>();
        for (int? at = days; at is { } known; at = GivenOf(horizonDays, known)) way.Insert(0, known);
        return way;
    }

    /// <summary>All horizons, each after the one that it is told from: the default, then the later ones upwards, then the earlier ones downwards.</summary>
    public static IReadOnlyList<int> InOrder(IReadOnlyList<int> horizonDays)
    {
        var first = horizonDays[0];
        return [first, .. horizonDays.Where(h => h > first).Order(), .. horizonDays.Where(h => h < first).OrderDescending()];
    }
}
