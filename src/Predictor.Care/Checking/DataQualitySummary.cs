using Predictor.Care.Instruments;
using Predictor.Care.Reading;

namespace Predictor.Care.Checking;

/// <summary>Computes the data quality of an export.</summary>
public static class DataQualitySummary
{
    /// <summary>Episodes that one thread counts at a time.</summary>
    private const int PartSize = 2048;

    /// <summary>The quality of what was read. Where the reading has errors, the figures are of the rows without.</summary>
    public static DataQuality Of(ExportReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var episodes = reading.Episodes;
        var counts = CountsOf(reading);
        return new DataQuality
        {
            Files = [.. reading.Files.Select(FileOf)],
            Clients = episodes.Select(e => e.ClientId).Distinct(StringComparer.Ordinal).Count(),
            Episodes = episodes.Count,
            FirstStart = episodes.Count == 0 ? null : episodes.Min(e => reading.Calendar.DayOf(e.StartedOn)),
            LatestKnown = reading.LatestKnown,
            Attendance = counts.ToAttendance(),
            Instruments = InstrumentsOf(counts, reading.Instruments),
            Usability = counts.ToUsability(),
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

    private static QualityCounts CountsOf(ExportReading reading)
    {
        var (episodes, latestKnown) = (reading.Episodes, reading.LatestKnown?.UtcTicks ?? long.MaxValue);
        var parts = new QualityCounts[(episodes.Count + PartSize - 1) / PartSize];
        Parallel.For(0, parts.Length, p =>
        {
            parts[p] = new QualityCounts();
            for (var i = p * PartSize; i < Math.Min((p + 1) * PartSize, episodes.Count); i++) parts[p].Add(episodes[i], latestKnown);
        });
        var counts = new QualityCounts();
        foreach (var part in parts) counts.Add(part);
        return counts;
    }

    private static List<InstrumentQuality> InstrumentsOf(QualityCounts counts, InstrumentCatalogue known) =>
    [
        .. counts.Instruments
            .OrderBy(c => c.Key.Name, StringComparer.Ordinal)
            .ThenBy(c => c.Key.Scale, StringComparer.Ordinal)
            .Select(c => new InstrumentQuality(c.Key.Name, c.Key.Scale, known.TryFind(c.Key.Name, c.Key.Scale, out _), c.Value.Scores, c.Value.Episodes)),
    ];
}
