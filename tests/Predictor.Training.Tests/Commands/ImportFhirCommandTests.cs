using System.Text.Json;
using Predictor.Care.Episodes;
using Predictor.Care.Reading;
using Predictor.Care.Time;
using Predictor.Testing;
using Xunit;

namespace Predictor.Training.Tests.Commands;

public sealed class ImportFhirCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("predictor-fhir-").FullName;

    private string Bulk => Path.Combine(_folder, "bulk");

    private string Out => Path.Combine(_folder, "export");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_sample_clinic_has_the_same_features_after_a_way_through_fhir()
    {
        var episodes = new ExportReader().Read(SampleFolder()).Episodes;
        WriteBulk(episodes);
        // The clinic says of every charge that can be overdue when it is due, so that no day is to be assumed of the others.
        var mapping = Path.Combine(_folder, "mapping.json");
        await File.WriteAllTextAsync(mapping, """{ "invoiceDueDays": null }""");
        var run = await CommandRun.OfAsync("import-fhir", Bulk, "--out", Out, "--mapping", mapping, "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        var report = JsonElement.Parse(run.Output);
        Assert.Equal(episodes.Count, report.GetProperty("rows").GetProperty("episodes.csv").GetInt32());
        Assert.Equal(episodes.Sum(e => e.Appointments.Count), report.GetProperty("resources").GetProperty("Appointment").GetProperty("mapped").GetInt32());
        Assert.Equal(0, report.GetProperty("warnings").GetInt64());
        Assert.Equal(0, (await CommandRun.OfAsync("check", "--data", Out)).ExitCode);
        foreach (var (data, table) in new[] { (SampleFolder(), "before.csv"), (Out, "after.csv") })
        {
            var features = await CommandRun.OfAsync("features", "--data", data, "--out", Path.Combine(_folder, table));
            Assert.True(features.ExitCode == 0, features.Error);
        }

        var before = await File.ReadAllLinesAsync(Path.Combine(_folder, "before.csv"));
        var after = await File.ReadAllLinesAsync(Path.Combine(_folder, "after.csv"));
        Assert.True(before.Length > 10_000, $"{before.Length}");
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task What_cannot_be_used_is_listed_with_file_and_line_and_nothing_is_written()
    {
        WriteBulk(SmallClinic.Create(3));
        await File.AppendAllTextAsync(Path.Combine(Bulk, "Appointment.000.ndjson"), "\n{ no json\n[]\n{ \"resourceType\": \"Appointment\", \"id\": \"lost\", \"status\": \"booked\" }\n");
        var lines = (await File.ReadAllLinesAsync(Path.Combine(Bulk, "Appointment.000.ndjson"))).Length;
        var run = await CommandRun.OfAsync("import-fhir", Bulk, "--out", Out, "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.False(Directory.Exists(Out));
        var issues = JsonElement.Parse(run.Output).GetProperty("issues").EnumerateArray().Where(i => i.GetProperty("severity").GetString() == "warning").ToList();
        Assert.Equal([lines - 2, lines - 1, lines], issues.Select(i => i.GetProperty("line").GetInt32()));
        Assert.All(issues, i => Assert.Equal("Appointment.000.ndjson", i.GetProperty("file").GetString()));
        Assert.Equal(["bulk"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName));

        var skipped = await CommandRun.OfAsync("import-fhir", Bulk, "--out", Out, "--skip-bad-rows");
        Assert.True(skipped.ExitCode == 0, skipped.Error);
        Assert.Equal(3, (await File.ReadAllLinesAsync(Path.Combine(Out, "import-issues.ndjson"))).Count(l => l.Contains("\"warning\"", StringComparison.Ordinal)));
        Assert.Equal(0, (await CommandRun.OfAsync("check", "--data", Out)).ExitCode);
        Assert.Equal(0, (await CommandRun.OfAsync("import-fhir", Bulk, "--out", Out, "--skip-bad-rows")).ExitCode);
    }

    [Fact]
    public async Task Payment_notices_find_their_client_through_the_invoice_whatever_the_order_of_the_files()
    {
        var episode = SmallClinic.Create(1)[0] with { Payments = [Given.Payment("2025-03-01", PaymentKind.Charge, 80), Given.Payment("2025-03-05", PaymentKind.Payment, 80)] };
        WriteBulk([episode]);
        File.Move(Path.Combine(Bulk, "PaymentNotice.000.ndjson"), Path.Combine(Bulk, "A.ndjson"));
        await File.AppendAllTextAsync(Path.Combine(Bulk, "A.ndjson"), """{ "resourceType": "PaymentNotice", "id": "astray", "status": "active", "request": { "reference": "Invoice/none" } }""");
        var run = await CommandRun.OfAsync("import-fhir", Bulk, "--out", Out, "--skip-bad-rows");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(2, new ExportReader().Read(Out).Episodes.Single().Payments!.Count);
        Assert.Contains("A.ndjson, line 2", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_bulk_data_and_an_export_of_somebody_else_are_refused()
    {
        Assert.Equal(2, (await CommandRun.OfAsync("import-fhir", Path.Combine(_folder, "none"), "--out", Out)).ExitCode);
        Directory.CreateDirectory(Bulk);
        Assert.Equal(2, (await CommandRun.OfAsync("import-fhir", Bulk, "--out", Out)).ExitCode);
        WriteBulk(SmallClinic.Create(1));
        Directory.CreateDirectory(Out);
        await File.WriteAllTextAsync(Path.Combine(Out, "episodes.csv"), "mine");
        var run = await CommandRun.OfAsync("import-fhir", Bulk, "--out", Out);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(Out, "episodes.csv")));
    }

    /// <summary>Writes episodes as Bulk Data, two files for each type.</summary>
    private void WriteBulk(IReadOnlyList<Episode> episodes)
    {
        Directory.CreateDirectory(Bulk);
        var writer = new FhirWriter(ClinicCalendar.Utc);
        var resources = episodes.GroupBy(e => e.ClientId, StringComparer.Ordinal).SelectMany(g => writer.Write([.. g])).ToList();
        foreach (var type in resources.GroupBy(r => (string)r["resourceType"]!, StringComparer.Ordinal))
        {
            var lines = type.Select(r => r.ToJsonString()).ToList();
            File.WriteAllText(Path.Combine(Bulk, $"{type.Key}.000.ndjson"), string.Join('\n', lines.Where((_, i) => i % 2 == 0)) + "\n");
            if (lines.Count > 1) File.WriteAllText(Path.Combine(Bulk, $"{type.Key}.001.ndjson"), string.Join("\r\n", lines.Where((_, i) => i % 2 == 1)));
        }
    }

    private static string SampleFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Predictor.sln"))) folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? throw new InvalidOperationException("The tests do not run inside the repository."), "data-samples", "clinic");
    }
}
