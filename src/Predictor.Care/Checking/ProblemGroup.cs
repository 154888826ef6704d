namespace Predictor.Care.Checking;

/// <summary>How often one kind of problem occurs in one column of one file, or in one JSON document.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="File">The file; null in a JSON document.</param>
/// <param name="Column">The column; null where whole rows or the whole file are meant.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Listed">How many of them are listed one by one; the others are only counted, to bound memory.</param>
public sealed record ProblemGroup(ProblemKind Kind, string? File, string? Column, int Count, int Listed)
{
    public ProblemSeverity Severity => ProblemKinds.SeverityOf(Kind);
}
