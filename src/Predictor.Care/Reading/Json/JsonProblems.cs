using Predictor.Care.Checking;

namespace Predictor.Care.Reading.Json;

/// <summary>Reports problems of a JSON document that have to do with its form and not with its values.</summary>
internal sealed class JsonProblems(ProblemLog log)
{
    public void Report(ProblemKind kind, string pointer, string? value, string expected, string message) =>
        log.Add(new Problem
        {
            Kind = kind,
            Location = ProblemLocation.At(pointer),
            Value = value,
            Expected = expected,
            Message = message,
        });
}
