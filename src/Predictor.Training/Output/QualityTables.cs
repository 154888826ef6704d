using System.Globalization;
using Predictor.Care.Checking;
using Predictor.Training.Data;
using Spectre.Console;

namespace Predictor.Training.Output;

/// <summary>The data quality of an export for people.</summary>
internal static class QualityTables
{
    public static void Write(IAnsiConsole console, DataQuality quality, IReadOnlyList<MissingColumn> cost)
    {
        Summary(console, quality);
        Attendance(console, quality.Attendance);
        Missingness(console, quality);
        if (quality.Instruments.Count > 0) Instruments(console, quality);
        if (cost.Count > 0) Cost(console, cost);
    }

    private static void Summary(IAnsiConsole console, DataQuality quality)
    {
        var table = Titled("Export", "", "");
        foreach (var file in quality.Files)
        {
            var text = !file.IsPresent ? "not there" : file.RowsLeftOut > 0 ? $"{file.Rows} rows, {file.RowsLeftOut} left out" : $"{file.Rows} rows";
            Row(table, file.Name, text);
        }

        Row(table, "Clients", Number(quality.Clients));
        Row(table, "Episodes", Number(quality.Episodes));
        Row(table, "First intake", quality.FirstStart?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-");
        Row(table, "Known up to", quality.LatestKnown?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "-");
        var usable = quality.Usability;
        Row(table, "Usable episodes", $"{usable.Usable} ({Share(usable.Share)})");
        if (usable.WithoutAppointments > 0) Row(table, "  without any appointment", Number(usable.WithoutAppointments));
        if (usable.WithoutBookings > 0) Row(table, "  with offers and waiting lists only", Number(usable.WithoutBookings));
        if (usable.CancelledByClinicOnly > 0) Row(table, "  all appointments cancelled by the clinic", Number(usable.CancelledByClinicOnly));
        Row(table, "Errors", Number(quality.Errors));
        Row(table, "Warnings", Number(quality.Warnings));
        console.Write(table);
    }

    private static void Attendance(IAnsiConsole console, AttendanceQuality attendance)
    {
        var table = Titled("Appointments", "Status", "Count", "Share");
        foreach (var (status, count) in new (string, int)[]
        {
            ("attended", attendance.Attended),
            ("missed", attendance.Missed),
            ("cancelled by the client", attendance.CancelledByClient),
            ("cancelled by the clinic", attendance.CancelledByClinic),
            ("cancelled, nobody says by whom", attendance.CancelledByUnknown),
            ("past, outcome unknown", attendance.PastWithoutOutcome),
            ("still ahead", attendance.Ahead),
            ("offers and waiting lists", attendance.NotBookings),
            ("entered in error", attendance.EnteredInError),
        })
        {
            Row(table, status, Number(count), Share(attendance.Appointments == 0 ? null : count / (double)attendance.Appointments));
        }

        console.Write(table);
        if (attendance.LatenessKnown is { } known) console.WriteLine($"Lateness is known for {Share(known)} of the cancellations that could be late.");
    }

    private static void Missingness(IAnsiConsole console, DataQuality quality)
    {
        var table = Titled("Columns with missing values", "Column", "Missing");
        foreach (var file in quality.Files.Where(f => f.IsPresent))
        {
            foreach (var column in file.Columns.Where(c => c.Missing > 0)) Row(table, $"{file.Name[..^4]}.{column.Name}", column.IsPresent ? Share(column.Missing) : "no such column");
        }

        console.Write(table);
    }

    private static void Instruments(IAnsiConsole console, DataQuality quality)
    {
        var table = Titled("Instruments", "Instrument", "Scale", "Read as", "Scores", "Episodes");
        foreach (var instrument in quality.Instruments) Row(table, instrument.Name, instrument.Scale ?? "", instrument.IsKnown ? "known" : "generic measure", Number(instrument.Scores), Number(instrument.Episodes));
        console.Write(table);
    }

    private static void Cost(IAnsiConsole console, IReadOnlyList<MissingColumn> cost)
    {
        var table = Titled("What the missing columns cost", "Column", "Features lost", "");
        foreach (var missing in cost) Row(table, missing.Column, Number(missing.Features.Count), string.Join(", ", missing.Features.Take(4)) + (missing.Features.Count > 4 ? ", ..." : ""));
        console.Write(table);
    }

    private static Table Titled(string title, params string[] columns)
    {
        var table = new Table { Title = new TableTitle(title), Border = TableBorder.Simple, ShowHeaders = columns.Any(c => c.Length > 0) };
        foreach (var column in columns) table.AddColumn(column);
        return table;
    }

    private static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(c => new Text(c))]);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(double? share) => share is { } known ? known.ToString("P1", CultureInfo.InvariantCulture) : "-";
}
