using Predictor.Care.Checking;

namespace Predictor.Care.Fhir.Reading;

/// <summary>Collects what could not be mapped.</summary>
internal sealed class FhirIssues
{
    private readonly List<FhirIssue> _all = [];

    public IReadOnlyList<FhirIssue> All => _all;

    public bool HasErrors => _all.Any(i => i.Severity == FhirSeverity.Error);

    /// <summary>Nothing can be mapped.</summary>
    public void Error(string code, string expression, string message) => _all.Add(new FhirIssue { Severity = FhirSeverity.Error, Code = code, Expression = expression, Message = message });

    /// <summary>Something that is no resource cannot be used.</summary>
    public void Warning(FhirInput input, string code, string message) => _all.Add(new FhirIssue
    {
        Severity = FhirSeverity.Warning,
        Code = code,
        Expression = input.Place,
        Message = message,
        File = input.File,
        Line = input.Line == 0 ? null : input.Line,
    });

    /// <summary>A resource cannot be used.</summary>
    public void Warning(FhirResource resource, string code, string? element, string message) => Add(FhirSeverity.Warning, resource, code, element, message);

    /// <summary>A resource is left out on purpose.</summary>
    public void Information(FhirResource resource, string code, string? element, string message) => Add(FhirSeverity.Information, resource, code, element, message);

    /// <summary>A record that was made of a resource is wrong.</summary>
    public void Add(FhirSeverity severity, FhirResource resource, string? element, Problem problem) => _all.Add(new FhirIssue
    {
        Severity = severity,
        Code = CodeOf(problem.Kind),
        Expression = element is null ? resource.Input.Place : $"{resource.Input.Place}.{element}",
        ResourceType = resource.Type,
        Message = severity == FhirSeverity.Warning ? "The record is wrong and left out." : "The record is unusual.",
        Problem = problem,
        File = resource.Input.File,
        Line = LineOf(resource),
    });

    private static int? LineOf(FhirResource resource) => resource.Input.Line == 0 ? null : resource.Input.Line;

    private static string CodeOf(ProblemKind kind) => kind switch
    {
        ProblemKind.MissingValue => "required",
        ProblemKind.UnknownCode => "code-invalid",
        ProblemKind.DuplicateId or ProblemKind.DuplicateMeasure or ProblemKind.DuplicateRow => "duplicate",
        ProblemKind.TooLong => "too-long",
        ProblemKind.NotANumber or ProblemKind.NotATime or ProblemKind.MissingOffset or ProblemKind.OutOfRange => "value",
        _ => "business-rule",
    };

    private void Add(FhirSeverity severity, FhirResource resource, string code, string? element, string message) => _all.Add(new FhirIssue
    {
        Severity = severity,
        Code = code,
        Expression = element is null ? resource.Input.Place : $"{resource.Input.Place}.{element}",
        ResourceType = resource.Type,
        Message = message,
        File = resource.Input.File,
        Line = LineOf(resource),
    });
}
