using System.CommandLine;
using Predictor.Care.Fhir;
using Predictor.Care.Fhir.Configuration;
using Predictor.Care.Fhir.Import;
using Predictor.Care.Instruments;
using Predictor.Care.Time;
using Predictor.Risk.Training.Running;
using Predictor.Training.Options;
using Predictor.Training.Output;

namespace Predictor.Training.Commands;

/// <summary><c>import-fhir</c>: from a folder of FHIR R4 Bulk Data to a clinic export.</summary>
internal static class ImportFhirCommand
{
    public static Command Create(CommandContext context)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of Bulk Data in NDJSON: Patient.ndjson, Appointment.000.ndjson and so on; several files of a type are read together." };
        var output = new Option<string>("--out") { Description = "Folder of the export; one that an import wrote is replaced in one move.", Required = true, HelpName = "DIR" };
        var mapping = new Option<string?>("--mapping") { Description = "JSON file that adds codes and extensions to the built-in mapping.", HelpName = "FILE" };
        var config = new Option<string?>("--config") { Description = "JSON file with the settings of a run, for its zone and instruments.", HelpName = "FILE" };
        var zone = new Option<string?>("--zone") { Description = "The clinic's zone, in which bare dates are days, such as Europe/Berlin. [default: UTC]", HelpName = "ZONE" };
        var skip = new Option<bool>("--skip-bad-rows") { Description = "Leave resources that cannot be used out, count and list them, instead of writing nothing." };
        var json = JsonOption.Create();
        var command = new Command("import-fhir", "Turn a folder of FHIR R4 Bulk Data into a clinic export. What could not be mapped is listed with file and line, and stands in import-issues.ndjson beside the export.");
        command.Add(folder);
        foreach (var option in new Option[] { output, mapping, config, zone, skip, json }) command.Add(option);
        command.SetAction((parsed, cancellation) => context.RunAsync(() =>
        {
            var file = parsed.GetValue(config) is { } path ? RunConfiguration.Read(path) : new RunDocument();
            var options = new FhirImportOptions
            {
                Reader = new FhirReaderOptions
                {
                    Map = MapOf(parsed.GetValue(mapping)),
                    Calendar = ZoneOf(parsed.GetValue(zone) ?? file.Zone),
                    Instruments = new InstrumentCatalogue([.. InstrumentCatalogue.Default.All, .. file.Instruments ?? []]),
                },
                Now = context.Time.GetUtcNow(),
                SkipBadResources = parsed.GetValue(skip),
            };
            var target = parsed.GetRequiredValue(output);
            var report = Usage.Checked(() => FhirImporter.Import(parsed.GetRequiredValue(folder), target, options, context.Progress, cancellation));
            if (parsed.GetValue(json)) context.WriteJson(ImportFhirReport.Of(report, target));
            else ImportFhirTables.Write(context.Output, report, target);
            ImportFhirTables.WriteIssues(context.Error, report);
            return report.IsWritten ? Task.CompletedTask : throw new FailedException($"Resources that cannot be used: {report.Warnings}; nothing was written. Correct them, or leave them out with --skip-bad-rows.");
        }));
        return command;
    }

    private static FhirMap MapOf(string? path)
    {
        if (path is null) return FhirMap.Default;
        var map = FhirMapReader.ReadFile(path, out var problems);
        return problems.Count == 0 ? map : throw new UsageException("--mapping: " + string.Join(" ", problems));
    }

    private static ClinicCalendar ZoneOf(string? id)
    {
        if (id is null) return ClinicCalendar.Utc;
        return ClinicCalendar.TryFind(id, out var calendar) ? calendar : throw new UsageException($"--zone: '{id}' is not known on this machine; expected a zone such as UTC or Europe/Berlin.");
    }
}
