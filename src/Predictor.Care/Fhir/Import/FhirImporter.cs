using System.Text.Json;
using Predictor.Care.Fhir.Mapping;
using Predictor.Care.Fhir.Reading;
using Predictor.Care.Reading.Columns;

namespace Predictor.Care.Fhir.Import;

/// <summary>How a folder of Bulk Data is imported.</summary>
public sealed record FhirImportOptions
{
    /// <summary>How the resources are read.</summary>
    public FhirReaderOptions Reader { get; init; } = new();

    /// <summary>The time of the import: what is told to happen later has not happened.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>True to write the export although some resources could not be used.</summary>
    public bool SkipBadResources { get; init; }
}

/// <summary>
/// Turns a folder of Bulk Data (FHIR R4, NDJSON) into an export. The resources are first sorted into parts by patient on disk, then mapped part by part
/// as the service maps a Bundle, so that memory holds one part, and the same resources give the same episode in both.
/// </summary>
public sealed class FhirImporter
{
    /// <summary>Every issue, one a line, beside the files of the export.</summary>
    public const string IssuesFile = "import-issues.ndjson";

    private readonly FhirImportOptions _options;
    private readonly IProgress<string>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Read, int Mapped)> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _partOfInvoice = new(StringComparer.Ordinal);

    private FhirImporter(FhirImportOptions options, IProgress<string>? progress, CancellationToken cancellation)
    {
        _options = options;
        _progress = progress;
        _cancellation = cancellation;
    }

    /// <summary>Why an export could not be written to a folder, in a sentence; null where it can.</summary>
    public static string? WhyNotWritable(string folder)
    {
        if (File.Exists(folder)) return $"{folder} is a file; expected a folder that does not exist yet, or one that an import wrote.";
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any()) return null;
        var known = ExportSchemas.All.Select(s => s.FileName).Append(IssuesFile).ToHashSet(StringComparer.Ordinal);
        var other = Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).FirstOrDefault(f => !known.Contains(f!));
        if (other is not null) return $"{folder} holds {other}, which no import writes; expected a folder that does not exist yet, or one that an import wrote.";
        return File.Exists(Path.Combine(folder, IssuesFile)) ? null : $"{folder} holds an export that no import wrote; it is not replaced.";
    }

    /// <summary>Imports a folder. The files are written beside the target first and moved there as a whole.</summary>
    /// <param name="folder">The folder with <c>Patient.ndjson</c>, <c>Appointment.000.ndjson</c> and so on; every <c>*.ndjson</c> in it is read.</param>
    /// <param name="target">Where the export goes; one that an import wrote is replaced.</param>
    /// <param name="options">How to import.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops the work; nothing is left.</param>
    /// <exception cref="ArgumentException">There is nothing to read, or the target cannot be written; the message says why.</exception>
    public static FhirImportReport Import(string folder, string target, FhirImportOptions options, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(target);
        ArgumentNullException.ThrowIfNull(options);
        if (!Directory.Exists(folder)) throw new ArgumentException($"There is no folder '{folder}'.", nameof(folder));
        var files = Directory.EnumerateFiles(folder, "*.ndjson").Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0) throw new ArgumentException($"There is no *.ndjson file in '{folder}'; expected files such as Patient.ndjson or Appointment.000.ndjson.", nameof(folder));
        if (WhyNotWritable(target) is { } why) throw new ArgumentException(why, nameof(target));
        var beside = $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(target))}.part-{Environment.ProcessId}";
        var work = beside + ".work";
        Directory.CreateDirectory(beside);
        Directory.CreateDirectory(work);
        try
        {
            var report = new FhirImporter(options, progress, cancellation).Run(files, beside, work);
            if (!report.IsWritten) return report;
            if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
            Directory.Move(beside, target);
            return report;
        }
        finally
        {
            foreach (var left in new[] { beside, work }.Where(Directory.Exists)) Directory.Delete(left, recursive: true);
        }
    }

    private FhirImportReport Run(List<string> files, string folder, string work)
    {
        var issuesFile = new FileStream(Path.Combine(folder, IssuesFile), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        using (issuesFile)
        {
            var issues = new ImportIssues(issuesFile);
            using var spill = new FhirSpill(work, files.Sum(f => new FileInfo(f).Length));
            Sort(files, spill, issues);
            spill.Close();
            using var export = new ExportWriter(folder, work);
            for (var part = 0; part < spill.Count; part++)
            {
                _cancellation.ThrowIfCancellationRequested();
                MapPart(spill.Read(part), files, export, issues);
                _progress?.Report(FormattableString.Invariant($"Mapped part {part + 1} of {spill.Count}"));
            }

            export.Finish();
            return new FhirImportReport
            {
                Files = _lines,
                Resources = _types.OrderBy(t => t.Key, StringComparer.Ordinal).ToDictionary(t => t.Key, t => new FhirTypeCount(t.Value.Read, t.Value.Mapped)),
                Rows = export.Rows,
                Warnings = issues.Count(FhirSeverity.Error, FhirSeverity.Warning),
                Notices = issues.Count(FhirSeverity.Information),
                Groups = issues.Groups,
                Issues = issues.First,
                IsWritten = _options.SkipBadResources || issues.Count(FhirSeverity.Error, FhirSeverity.Warning) == 0,
            };
        }
    }

    /// <summary>Sorts all resources into the parts of their patients.</summary>
    private void Sort(List<string> files, FhirSpill spill, ImportIssues issues)
    {
        var references = new PatientReferences();
        // A notice of a payment names its patient through its invoice only, so notices are read when all invoices are known.
        foreach (var readsNotices in new[] { false, true })
        {
            if (readsNotices && !_types.ContainsKey(FhirTypes.PaymentNotice)) continue;
            for (var f = 0; f < files.Count; f++)
            {
                var name = Path.GetFileName(files[f]);
                if (!readsNotices) _progress?.Report($"Reading {name}");
                using var stream = new FileStream(files[f], FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 20);
                foreach (var (line, utf8) in NdjsonLines.Read(stream))
                {
                    _cancellation.ThrowIfCancellationRequested();
                    SortLine(name, f, line, utf8, readsNotices, references, spill, issues);
                }
            }
        }
    }

    private void SortLine(string name, int file, int line, ReadOnlyMemory<byte> utf8, bool readsNotices, PatientReferences references, FhirSpill spill, ImportIssues issues)
    {
        if (!readsNotices) _lines[name] = _lines.GetValueOrDefault(name) + 1;
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8);
        }
        catch (JsonException)
        {
            if (!readsNotices) issues.Add(Issue(FhirSeverity.Warning, "structure", null, name, line, utf8.IsEmpty ? "The line is longer than any resource." : "The line is no JSON document."));
            return;
        }

        using (document)
        {
            var input = new FhirInput(document.RootElement, document.RootElement.Text("resourceType") ?? "Resource") { File = name, Line = line };
            var resource = FhirResource.Read(input);
            if (readsNotices && resource?.Type != FhirTypes.PaymentNotice) return;
            if (resource is null)
            {
                issues.Add(Issue(FhirSeverity.Warning, "structure", null, name, line, "The line is no resource: it has no resourceType."));
                return;
            }

            // What is no name of a type could be anything, and must not fill the report.
            var type = resource.Type.Length <= 40 && resource.Type.All(char.IsAsciiLetter) ? resource.Type : "(other)";
            if (!readsNotices) Count(type, read: 1, mapped: 0);
            if (type == FhirTypes.PaymentNotice && !readsNotices) return;
            if (!FhirTypes.All.Contains(type))
            {
                issues.Add(Issue(FhirSeverity.Information, "not-supported", type, name, line, "Resources of this type tell nothing that is read."));
                return;
            }

            var parts = PartsOf(resource, references, spill);
            if (parts.Count == 0) issues.Add(Issue(FhirSeverity.Warning, "required", resource.Type, name, line, "The resource names no patient by a reference that can be followed."));
            foreach (var part in parts) spill.Add(part, file, line, utf8.Span);
        }
    }

    private List<int> PartsOf(FhirResource resource, PatientReferences references, FhirSpill spill)
    {
        if (resource.Type == FhirTypes.PaymentNotice) return resource.ReferenceAt("request") is { } request && _partOfInvoice.TryGetValue(request, out var part) ? [part] : [];
        var parts = references.Of(resource).Select(spill.PartOf).Distinct().ToList();
        if (resource.Type == FhirTypes.Invoice && parts.Count > 0 && resource.Reference is { } key) _partOfInvoice.TryAdd(key, parts[0]);
        return parts;
    }

    /// <summary>Maps the patients of a part, in the order of their ids.</summary>
    private void MapPart(IEnumerable<(int File, int Line, byte[] Utf8)> lines, List<string> files, ExportWriter export, ImportIssues issues)
    {
        var documents = new List<JsonDocument>();
        try
        {
            var references = new PatientReferences();
            var resources = new List<FhirResource>();
            foreach (var (file, line, utf8) in lines)
            {
                var document = JsonDocument.Parse(utf8);
                documents.Add(document);
                var input = new FhirInput(document.RootElement, document.RootElement.Text("resourceType")!) { File = Path.GetFileName(files[file]), Line = line };
                var resource = FhirResource.Read(input)!;
                resources.Add(resource);
                references.Add(resource);
            }

            foreach (var (patient, own) in ByPatient(resources, references)) MapPatient(patient, own, export, issues);
        }
        finally
        {
            foreach (var document in documents) document.Dispose();
        }
    }

    private static SortedDictionary<string, List<FhirInput>> ByPatient(List<FhirResource> resources, PatientReferences references)
    {
        var byPatient = new SortedDictionary<string, List<FhirInput>>(StringComparer.Ordinal);
        var ofInvoice = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in resources.Where(r => r.Type != FhirTypes.PaymentNotice))
        {
            foreach (var patient in references.Of(resource))
            {
                Add(patient, resource);
                if (resource.Type == FhirTypes.Invoice && resource.Reference is { } key) ofInvoice.TryAdd(key, patient);
            }
        }

        foreach (var notice in resources.Where(r => r.Type == FhirTypes.PaymentNotice))
        {
            if (notice.ReferenceAt("request") is { } request && ofInvoice.TryGetValue(request, out var patient)) Add(patient, notice);
        }

        return byPatient;

        void Add(string patient, FhirResource resource)
        {
            if (!byPatient.TryGetValue(patient, out var own)) byPatient.Add(patient, own = []);
            own.Add(resource.Input);
        }
    }

    private void MapPatient(string patient, List<FhirInput> inputs, ExportWriter export, ImportIssues issues)
    {
        _cancellation.ThrowIfCancellationRequested();
        var found = new FhirIssues();
        var context = new FhirContext(_options.Reader.Map, _options.Reader.Calendar, _options.Now.UtcTicks, found);
        var set = FhirResourceSet.Of(inputs, context);
        var drafts = new PatientMapping(context, set.Patients, patient).Map(set.All);
        if (drafts.Count == 0 && set.All.Any(r => r.Type != FhirTypes.Patient))
        {
            found.Warning(set.All.First(r => r.Type != FhirTypes.Patient), "required", null, "The patient has no EpisodeOfCare or CarePlan that can be used, so that all resources of the patient are left out.");
        }

        var builder = new FhirEpisodeBuilder(context, _options.Reader.Instruments, _options.Now);
        var used = new HashSet<FhirResource>();
        foreach (var draft in drafts)
        {
            if (builder.Build(draft) is not { } built) continue;
            export.Add(built);
            foreach (var row in built.Rows) used.UnionWith(row.Others.Prepend(row.Resource));
        }

        foreach (var resource in used) Count(resource.Type, read: 0, mapped: 1);
        issues.Add(found.All);
    }

    private void Count(string type, int read, int mapped)
    {
        var (before, already) = _types.GetValueOrDefault(type);
        _types[type] = (before + read, already + mapped);
    }

    private static FhirIssue Issue(FhirSeverity severity, string code, string? type, string file, int line, string message) => new()
    {
        Severity = severity,
        Code = code,
        Expression = type ?? "Resource",
        ResourceType = type,
        Message = message,
        File = file,
        Line = line,
    };
}
