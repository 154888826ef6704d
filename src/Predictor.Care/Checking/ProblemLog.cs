using System.Runtime.InteropServices;

namespace Predictor.Care.Checking;

/// <summary>
/// Collects problems in bounded memory: counts all, keeps the first of each group. Not safe for several threads; each
/// file has its own, and they are added together in a fixed order so that the report does not depend on timing.
/// </summary>
internal sealed class ProblemLog(int listedPerGroup)
{
    private readonly List<Problem> _listed = [];
    private readonly Dictionary<GroupKey, Tally> _groups = [];

    public void Add(Problem problem)
    {
        ref var tally = ref TallyOf(GroupKey.Of(problem));
        tally.Count++;
        if (tally.Listed == listedPerGroup) return;
        tally.Listed++;
        _listed.Add(problem);
    }

    /// <summary>Adds what another log has collected, after what is here already.</summary>
    public void Add(ProblemLog other)
    {
        foreach (var problem in other._listed) Add(problem);
        foreach (var (key, tally) in other._groups) TallyOf(key).Count += tally.Count - tally.Listed;
    }

    /// <summary>The report, with the problems of a file in the order of its lines; in a JSON document in the order of their coming.</summary>
    /// <param name="fileOrder">The place of a file in the report; not asked for in a JSON document.</param>
    public ProblemReport ToReport(Func<string, int> fileOrder)
    {
        if (_groups.Count == 0) return ProblemReport.None;
        var sorted = _listed
            .OrderBy(p => p.Location.File is { } file ? fileOrder(file) : 0)
            .ThenBy(p => p.Location.Line ?? 0);
        var groups = _groups.Select(g => new ProblemGroup(g.Key.Kind, g.Key.File, g.Key.Column, g.Value.Count, g.Value.Listed));
        return new ProblemReport([.. sorted], [.. groups]);
    }

    private ref Tally TallyOf(GroupKey key) => ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, key, out _);

    private readonly record struct GroupKey(ProblemKind Kind, string? File, string? Column)
    {
        public static GroupKey Of(Problem problem) => new(problem.Kind, problem.Location.File, problem.Location.Column);
    }

    private record struct Tally(int Count, int Listed);
}
