namespace Predictor.Care.Checking;

/// <summary>One thing that is wrong with the data, where it stands, and what was expected.</summary>
public sealed record Problem
{
    public required ProblemKind Kind { get; init; }

    public ProblemSeverity Severity => ProblemKinds.SeverityOf(Kind);

    public required ProblemLocation Location { get; init; }

    /// <summary>The value that is wrong, cut after 80 characters; null where there is none, as with a missing file.</summary>
    public string? Value { get; init; }

    /// <summary>What was expected, such as <c>a number from 0 to 27</c>.</summary>
    public required string Expected { get; init; }

    /// <summary>A plain sentence that tells the value, what was expected and, where it is known, what to do.</summary>
    public required string Message { get; init; }

    /// <summary>The severity, the place and the sentence.</summary>
    public override string ToString() => $"{(Severity == ProblemSeverity.Error ? "error" : "warning")}: {Location}: {Message}";
}
