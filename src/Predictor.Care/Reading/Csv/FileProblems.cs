using Predictor.Care.Checking;

namespace Predictor.Care.Reading.Csv;

/// <summary>Reports problems of one file that have to do with its form and not with its values.</summary>
internal sealed class FileProblems(string fileName, ProblemLog log)
{
    public void Report(ProblemKind kind, int? line, string? column, string? value, string expected, string message) =>
        log.Add(new Problem
        {
            Kind = kind,
            Location = ProblemLocation.InFile(fileName, line, column),
            Value = value,
            Expected = expected,
            Message = message,
        });
}
