using Predictor.Care.Episodes;
using Predictor.Care.Reading;

namespace Predictor.Care.Checking;

/// <summary>Computes the data quality of an export.</summary>
public static class DataQualitySummary
{
    /// <summary>The quality of what was read. Where the reading has errors, the figures are of the rows without.</summary>
    public static DataQuality Of(ExportReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var episodes = reading.Episodes;
        return new DataQuality
        {
            Files = [.. reading.Files.Select(FileOf)],
            Clients = episodes.Select(e => e.ClientId).Distinct(StringComparer.Ordinal).Count(),
            Episodes = episodes.Count,
            FirstStart = episodes.Count == 0 ? null : episodes.Min(e => reading.Calendar.DayOf(e.StartedOn)),
            LatestKnown = reading.LatestKnown,
            Attendance = AttendanceOf(episodes, reading.LatestKnown),
            Instruments = InstrumentsOf(reading),
            Usability = UsabilityOf(episodes),
            Errors = reading.Problems.ErrorCount,
            Warnings = reading.Problems.WarningCount,
        };
    }

    private static FileQuality FileOf(FileReading file) =>
        new(file.Name, file.IsPresent, file.Rows, file.RowsLeftOut, [.. file.Columns.Select(c => new ColumnQuality(c.Name, c.IsPresent, MissingIn(c, file.Rows)))]);

    private static double? MissingIn(ColumnReading column, int rows)
    {
        if (!column.IsPresent) return 1;
        return rows == 0 ? null : 1 - ((double)column.Filled / rows);
    }

    private static AttendanceQuality AttendanceOf(IReadOnlyList<Episode> episodes, DateTimeOffset? latestKnown)
    {
        var all = episodes.SelectMany(e => e.Appointments);
        var byStatus = all.CountBy(a => a.Status).ToDictionary();
        var cancelled = all.Where(a => a.Status == AppointmentStatus.Cancelled).CountBy(a => (a.CancelledBy, IsTimed: a.StatusAt is not null)).ToDictionary();
        var notByClinic = cancelled.Where(c => c.Key.CancelledBy != CancelledBy.Clinic).ToList();
        var couldBeLate = notByClinic.Sum(c => c.Value);
        var ahead = all.Count(a => a.Status == AppointmentStatus.Booked && a.StartsAt.Known > latestKnown);
        return new AttendanceQuality
        {
            Appointments = byStatus.Values.Sum(),
            Attended = byStatus.GetValueOrDefault(AppointmentStatus.Fulfilled),
            Missed = byStatus.GetValueOrDefault(AppointmentStatus.NoShow),
            CancelledByClient = notByClinic.Where(c => c.Key.CancelledBy is not null).Sum(c => c.Value),
            CancelledByClinic = cancelled.Where(c => c.Key.CancelledBy == CancelledBy.Clinic).Sum(c => c.Value),
            CancelledByUnknown = notByClinic.Where(c => c.Key.CancelledBy is null).Sum(c => c.Value),
            PastWithoutOutcome = byStatus.GetValueOrDefault(AppointmentStatus.Booked) - ahead,
            Ahead = ahead,
            NotBookings = byStatus.GetValueOrDefault(AppointmentStatus.NotABooking),
            EnteredInError = byStatus.GetValueOrDefault(AppointmentStatus.EnteredInError),
            LatenessKnown = couldBeLate == 0 ? null : (double)notByClinic.Where(c => c.Key.IsTimed).Sum(c => c.Value) / couldBeLate,
        };
    }

    private static List<InstrumentQuality> InstrumentsOf(ExportReading reading)
    {
        var counts = new Dictionary<(string Name, string? Scale), (int Scores, int Episodes, int Last)>();
        for (var i = 0; i < reading.Episodes.Count; i++)
        {
            foreach (var measure in reading.Episodes[i].Measures ?? [])
            {
                var key = (measure.Instrument, measure.Scale);
                var (scores, episodes, last) = counts.GetValueOrDefault(key, (0, 0, -1));
                counts[key] = (scores + 1, last == i ? episodes : episodes + 1, i);
            }
        }

        return
        [
            .. counts
                .OrderBy(c => c.Key.Name, StringComparer.Ordinal)
                .ThenBy(c => c.Key.Scale, StringComparer.Ordinal)
                .Select(c => new InstrumentQuality(c.Key.Name, c.Key.Scale, reading.Instruments.TryFind(c.Key.Name, c.Key.Scale, out _), c.Value.Scores, c.Value.Episodes)),
        ];
    }

    private static UsabilityQuality UsabilityOf(IReadOnlyList<Episode> episodes)
    {
        int usable = 0, withoutAppointments = 0, withoutBookings = 0, cancelledByClinic = 0;
        foreach (var episode in episodes)
        {
            if (episode.Appointments.Count == 0) withoutAppointments++;
            else if (!episode.Appointments.Any(a => a.IsBooking)) withoutBookings++;
            else if (episode.Appointments.Where(a => a.IsBooking).All(a => a is { Status: AppointmentStatus.Cancelled, CancelledBy: CancelledBy.Clinic })) cancelledByClinic++;
            else usable++;
        }

        return new UsabilityQuality(usable, withoutAppointments, withoutBookings, cancelledByClinic, episodes.Count == 0 ? null : (double)usable / episodes.Count);
    }
}
