using Predictor.Care.Checking;
using Predictor.Training.Data;

namespace Predictor.Training.Output;

/// <summary>The JSON document of <c>check</c>.</summary>
internal sealed record CheckReport(DataQuality Quality, IReadOnlyList<MissingColumn> MissingColumns, long Errors, long Warnings, long NotListed, IReadOnlyList<CheckProblem> Problems)
{
    public static CheckReport Of(DataQuality quality, IReadOnlyList<MissingColumn> cost, ProblemReport problems) => new(
        quality,
        cost,
        problems.ErrorCount,
        problems.WarningCount,
        problems.NotListedCount,
        [.. problems.Listed.Select(p => new CheckProblem(p.Severity, p.Kind, p.Location.File, p.Location.Line, p.Location.Column, p.Value, p.Expected, p.Message))]);
}

/// <summary>One problem with its place.</summary>
internal sealed record CheckProblem(ProblemSeverity Severity, ProblemKind Kind, string? File, int? Line, string? Column, string? Value, string Expected, string Message);
