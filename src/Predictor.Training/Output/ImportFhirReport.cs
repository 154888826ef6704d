using Predictor.Care.Fhir;
using Predictor.Care.Fhir.Import;

namespace Predictor.Training.Output;

/// <summary>The JSON document of <c>import-fhir</c>.</summary>
internal sealed record ImportFhirReport(
    string Folder,
    bool IsWritten,
    IReadOnlyDictionary<string, int> Files,
    IReadOnlyDictionary<string, FhirTypeCount> Resources,
    IReadOnlyDictionary<string, int> Rows,
    long Warnings,
    long Notices,
    IReadOnlyList<FhirIssueGroup> Groups,
    IReadOnlyList<ImportFhirIssue> Issues)
{
    public static ImportFhirReport Of(FhirImportReport report, string folder) => new(
        folder,
        report.IsWritten,
        report.Files,
        report.Resources,
        report.Rows,
        report.Warnings,
        report.Notices,
        report.Groups,
        [.. report.Issues.Select(i => new ImportFhirIssue(i.Severity, i.Code, i.File, i.Line, i.Expression, i.Problem?.Message ?? i.Message))]);
}

/// <summary>One thing that could not be mapped, with its place.</summary>
internal sealed record ImportFhirIssue(FhirSeverity Severity, string Code, string? File, int? Line, string Expression, string Message);
