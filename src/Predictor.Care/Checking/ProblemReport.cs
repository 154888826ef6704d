namespace Predictor.Care.Checking;

/// <summary>All problems of a reading: each one counted, the first of each group listed.</summary>
public sealed class ProblemReport
{
    internal ProblemReport(IReadOnlyList<Problem> listed, IReadOnlyList<ProblemGroup> groups)
    {
        Listed = listed;
        Groups = groups;
        ErrorCount = groups.Where(g => g.Severity == ProblemSeverity.Error).Sum(g => (long)g.Count);
        WarningCount = groups.Where(g => g.Severity == ProblemSeverity.Warning).Sum(g => (long)g.Count);
        HasFileErrors = groups.Any(g => ProblemKinds.ConcernsWholeFile(g.Kind));
    }

    internal static ProblemReport None { get; } = new([], []);

    /// <summary>The problems one by one, in the order of the files and their lines; at most the limit of the options for each group.</summary>
    public IReadOnlyList<Problem> Listed { get; }

    /// <summary>The counts for each kind, file and column, in the order in which they were first met.</summary>
    public IReadOnlyList<ProblemGroup> Groups { get; }

    /// <summary>All errors, listed or not.</summary>
    public long ErrorCount { get; }

    /// <summary>All warnings, listed or not.</summary>
    public long WarningCount { get; }

    /// <summary>How many problems are counted but not listed.</summary>
    public long NotListedCount => ErrorCount + WarningCount - Listed.Count;

    /// <summary>True where a whole file is missing or broken, which leaving out rows cannot mend.</summary>
    public bool HasFileErrors { get; }
}
