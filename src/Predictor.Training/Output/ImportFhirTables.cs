using System.Globalization;
using Predictor.Care.Fhir;
using Predictor.Care.Fhir.Import;
using Spectre.Console;

namespace Predictor.Training.Output;

/// <summary>What an import of FHIR resources read and wrote, for people.</summary>
internal static class ImportFhirTables
{
    private const int Shown = 20;

    public static void Write(IAnsiConsole console, FhirImportReport report, string folder)
    {
        var resources = new Table { Border = TableBorder.Simple }.AddColumn("resources").AddColumn(new TableColumn("read").RightAligned()).AddColumn(new TableColumn("mapped").RightAligned()).AddColumn(new TableColumn("not mapped").RightAligned());
        foreach (var (type, count) in report.Resources) resources.AddRow(type, Text(count.Read), Text(count.Mapped), Text(count.NotMapped));
        console.Write(resources);
        var rows = new Table { Border = TableBorder.Simple }.AddColumn("export").AddColumn(new TableColumn("rows").RightAligned());
        foreach (var (file, count) in report.Rows) rows.AddRow(file, Text(count));
        console.Write(rows);
        if (report.IsWritten) console.MarkupLineInterpolated($"Export written to {folder}; {FhirImporter.IssuesFile} in it lists all {report.Warnings + report.Notices} issues.");
    }

    public static void WriteIssues(IAnsiConsole console, FhirImportReport report)
    {
        foreach (var group in report.Groups)
        {
            var (colour, word) = group.Severity == FhirSeverity.Information ? ("grey", "note") : ("yellow", "warning");
            console.MarkupLineInterpolated($"[{colour}]{word}:[/] {group.ResourceType} ({group.Count}): {group.Message}");
            if (group.Severity == FhirSeverity.Information) continue;
            var first = report.Issues.Where(i => i.Severity == group.Severity && i.Code == group.Code && i.ResourceType == group.ResourceType && i.Message == group.Message).Take(Shown).ToList();
            foreach (var issue in first) console.MarkupLineInterpolated($"  {issue.File}, line {issue.Line}, {issue.Expression}: {issue.Problem?.Message ?? issue.Message}");
            if (group.Count > first.Count) console.MarkupLineInterpolated($"[grey]  ... and {group.Count - first.Count} more[/]");
        }
    }

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
