using System.Text;
using Predictor.Care.Checking;
using Predictor.Care.Episodes;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;
using Predictor.Care.Reading.Records;

namespace Predictor.Care.Reading.Csv;

/// <summary>The rows of the five files, as far as each can be judged by itself.</summary>
internal sealed class ExportTables(ExportReaderOptions options)
{
    private readonly EpisodeIndex _index = new();

    /// <summary>In the order of the contract, which is the order of the report.</summary>
    public IReadOnlyList<FileTally> Tallies { get; } = [.. ExportSchemas.All.Select(s => new FileTally(s, options.ProblemsListedPerGroup))];

    public List<Row<Episode>> Episodes { get; } = [];

    public RowList<Appointment> Appointments { get; } = new();

    public RowList<Measure> Measures { get; } = new();

    public RowList<Payment> Payments { get; } = new();

    public RowList<Contact> Contacts { get; } = new();

    public FileTally TallyOf(RecordSchema schema) => Tallies.First(t => t.Schema == schema);

    /// <summary>Reads the episodes, then the other files, each on a thread of its own.</summary>
    public void Read(ExportFileReader reader, CancellationToken cancellation)
    {
        reader.Read(TallyOf(EpisodeColumns.Schema), (rows, problems) => EpisodeTaker(rows, problems));
        var files = new (RecordSchema Schema, Func<FieldReader, bool> Take)[]
        {
            (AppointmentColumns.Schema, AppointmentTaker()),
            (MeasureColumns.Schema, EventTaker(MeasureColumns.EpisodeId, new MeasureReader(options.Instruments).Read, Measures)),
            (PaymentColumns.Schema, EventTaker(PaymentColumns.EpisodeId, PaymentReader.Read, Payments)),
            (ContactColumns.Schema, EventTaker(ContactColumns.EpisodeId, ContactReader.Read, Contacts)),
        };
        Parallel.ForEach(files, new ParallelOptions { CancellationToken = cancellation }, file => reader.Read(TallyOf(file.Schema), file.Take));
    }

    private RowTaker EpisodeTaker(CsvRows rows, FileProblems problems)
    {
        // What belongs to an episode whose row is broken is no more in error than the row.
        rows.BrokenRow = () =>
        {
            if (rows.TryReadBroken(EpisodeColumns.EpisodeId, out var id)) _index.AddBroken(Encoding.UTF8.GetString(id));
        };
        var pool = new StringPool();
        var covariates = new FurtherFields(rows.Header.Covariates, rows, problems, pool);
        var auditAttributes = new FurtherFields(rows.Header.AuditAttributes, rows, problems, pool);
        return new RowTaker(
            fields =>
            {
                var id = fields.UniqueText(EpisodeColumns.EpisodeId);
                if (id is not null && !_index.TryAdd(id, fields.Position, out var first)) ReportDuplicate(fields, EpisodeColumns.Schema, EpisodeColumns.EpisodeId, id, first);
                var furtherAreSound = covariates.TryRead(out var x) & auditAttributes.TryRead(out var s);
                var episode = EpisodeReader.Read(fields, id, x, s);
                if (episode is null || !furtherAreSound) return false;
                _index.Place(episode.EpisodeId, Episodes.Count);
                Episodes.Add(new Row<Episode>(episode, fields.Position));
                return true;
            },
            [covariates, auditAttributes]);
    }

    private Func<FieldReader, bool> AppointmentTaker()
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        return EventTaker(AppointmentColumns.EpisodeId, Read, Appointments);

        Appointment? Read(FieldReader fields)
        {
            var id = fields.UniqueText(AppointmentColumns.AppointmentId);
            if (id is not null && !lines.TryAdd(id, fields.Position)) ReportDuplicate(fields, AppointmentColumns.Schema, AppointmentColumns.AppointmentId, id, lines[id]);
            return AppointmentReader.Read(fields, id);
        }
    }

    private Func<FieldReader, bool> EventTaker<T>(Column episodeIdColumn, Func<FieldReader, T?> read, RowList<T> rows)
        where T : class
    {
        var cursor = new EpisodeCursor(_index);
        return fields =>
        {
            var episode = EpisodeIndex.LeftOut;
            if (fields.TryText(episodeIdColumn, out var id)) episode = FindEpisode(fields, cursor, episodeIdColumn, id);
            var record = read(fields);
            if (record is null || fields.HasErrors || episode < 0) return false;
            rows.Add(record, fields.Position, episode);
            return true;
        };
    }

    private int FindEpisode(FieldReader fields, EpisodeCursor cursor, Column column, ReadOnlySpan<byte> id)
    {
        var episode = cursor.Find(id);
        if (episode >= 0) return episode;
        var value = Excerpt.Of(id);
        if (episode == EpisodeIndex.Unknown && TallyOf(EpisodeColumns.Schema).IsComplete)
        {
            fields.Report(ProblemKind.UnknownEpisode, column, value, $"an episode_id of {EpisodeColumns.Schema.FileName}", $"No episode has the id '{value}'.");
        }
        else if (options.SkipBadRows)
        {
            fields.Report(ProblemKind.EpisodeLeftOut, column, value, "an episode without errors", $"The row is left out because its episode '{value}' is.");
        }

        return episode;
    }

    private static void ReportDuplicate(FieldReader fields, RecordSchema schema, Column column, string id, int firstLine)
    {
        var first = FileLocator.Instance.NameOf(schema, firstLine);
        fields.Report(ProblemKind.DuplicateId, column, Excerpt.Of(id), $"each {column.Name} once", $"The id '{Excerpt.Of(id)}' stands at {first} already.");
    }
}
