namespace Predictor.Trees.Growing;

/// <summary>Which columns may stand on one path: only such as are together in a group. One that is in no group stands alone.</summary>
internal sealed class Interactions
{
    private readonly HashSet<int>[] _groups;

    /// <param name="groups">Groups of columns, which may overlap.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <exception cref="ArgumentException">A group names a column that is not there.</exception>
    public Interactions(IReadOnlyList<IReadOnlyList<int>> groups, int columns)
    {
        foreach (var (g, group) in groups.Index())
        {
            foreach (var column in group)
            {
                if (column < 0 || column >= columns) throw new ArgumentException($"{nameof(BoostingOptions.InteractionGroups)}[{g}] names column {column}; expected 0 to {columns - 1}.", nameof(groups));
            }
        }

        var grouped = groups.SelectMany(g => g).ToHashSet();
        _groups = [.. groups.Select(g => g.ToHashSet()), .. Enumerable.Range(0, columns).Where(c => !grouped.Contains(c)).Select(c => new HashSet<int> { c })];
    }

    /// <summary>Of some columns those that may be split on below a path.</summary>
    /// <param name="columns">Those that could be split on above, ascending.</param>
    /// <param name="path">The columns of the path.</param>
    public int[] Below(int[] columns, int[] path)
    {
        var open = _groups.Where(g => path.All(g.Contains)).ToArray();
        return [.. columns.Where(c => open.Any(g => g.Contains(c)))];
    }
}
