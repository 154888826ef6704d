using Predictor.Care.Checking;
using Predictor.Care.Episodes;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;
using Predictor.Care.Reading.Records;

namespace Predictor.Care.Reading.Json;

/// <summary>Reads the records of a document with the readers that the files of an export are read with.</summary>
internal sealed class JsonEpisodeRows(EpisodeJsonReaderOptions options, ProblemLog log, JsonProblems problems, MomentParser moments)
{
    private static readonly IReadOnlyDictionary<string, string> NoAuditAttributes = new Dictionary<string, string>();

    private readonly StringPool _pool = new();
    private readonly ProblemReporter _reporter = new(log, JsonLocator.Instance);

    /// <returns>Null where the episode itself cannot be read; records in error are left out. All errors have been reported.</returns>
    public EpisodeRows? Read(JsonBody body)
    {
        var episode = ReadEpisode(body, out var episodeId);
        var appointmentIds = new Dictionary<string, int>(body.EventsOf(AppointmentColumns.Schema)?.GetArrayLength() ?? 0, StringComparer.Ordinal);
        var measures = new MeasureReader(options.Instruments);
        var appointmentRows = ReadEvents(body, AppointmentColumns.Schema, AppointmentColumns.EpisodeId, episodeId, f => ReadAppointment(f, appointmentIds));
        var measureRows = ReadEvents(body, MeasureColumns.Schema, MeasureColumns.EpisodeId, episodeId, measures.Read);
        var paymentRows = ReadEvents(body, PaymentColumns.Schema, PaymentColumns.EpisodeId, episodeId, PaymentReader.Read);
        var contactRows = ReadEvents(body, ContactColumns.Schema, ContactColumns.EpisodeId, episodeId, ContactReader.Read);
        if (episode is null) return null;
        return new EpisodeRows
        {
            Episode = new Row<Episode>(episode, 0),
            Appointments = appointmentRows ?? ArraySegment<Row<Appointment>>.Empty,
            Measures = measureRows,
            Payments = paymentRows,
            Contacts = contactRows,
        };
    }

    private Episode? ReadEpisode(JsonBody body, out string? episodeId)
    {
        episodeId = null;
        var record = new JsonRecord(EpisodeColumns.Schema, problems);
        if (body.Episode is not { } element || !record.MoveTo(element, 0)) return null;
        var fields = FieldsOf(EpisodeColumns.Schema, record);
        episodeId = fields.UniqueText(EpisodeColumns.EpisodeId);
        return EpisodeReader.Read(fields, episodeId, record.Covariates, NoAuditAttributes);
    }

    private static Appointment? ReadAppointment(FieldReader fields, Dictionary<string, int> ids)
    {
        var id = fields.UniqueText(AppointmentColumns.AppointmentId);
        if (id is not null && !ids.TryAdd(id, fields.Position))
        {
            var first = JsonLocator.Instance.NameOf(AppointmentColumns.Schema, ids[id]);
            fields.Report(ProblemKind.DuplicateId, AppointmentColumns.AppointmentId, Excerpt.Of(id), $"each {AppointmentColumns.AppointmentId.JsonName} once", $"The id '{Excerpt.Of(id)}' stands at {first} already.");
        }

        return AppointmentReader.Read(fields, id);
    }

    private ArraySegment<Row<T>>? ReadEvents<T>(JsonBody body, RecordSchema schema, Column episodeIdColumn, string? episodeId, Func<FieldReader, T?> read)
        where T : class
    {
        if (body.EventsOf(schema) is not { } list) return null;
        var record = new JsonRecord(schema, problems);
        var fields = FieldsOf(schema, record);
        var rows = new Row<T>[list.GetArrayLength()];
        var (count, index) = (0, 0);
        foreach (var element in list.EnumerateArray())
        {
            if (record.MoveTo(element, index))
            {
                fields.Start();
                CheckEpisodeId(fields, episodeIdColumn, episodeId);
                if (read(fields) is { } found) rows[count++] = new Row<T>(found, index);
            }

            index++;
        }

        return new ArraySegment<Row<T>>(rows, 0, count);
    }

    /// <summary>All events belong to the one episode, so they need not name it; if they do, it has to be that one.</summary>
    private static void CheckEpisodeId(FieldReader fields, Column column, string? episodeId)
    {
        if (fields.OptionalText(column) is not { } given || episodeId is null || given == episodeId) return;
        fields.Report(ProblemKind.MismatchedEpisode, column, Excerpt.Of(given), $"'{Excerpt.Of(episodeId)}', or no {column.JsonName}", $"'{Excerpt.Of(given)}' is not the id of the document's episode, '{Excerpt.Of(episodeId)}'.");
    }

    private FieldReader FieldsOf(RecordSchema schema, IFieldSource source) => new(schema, source, _reporter, moments, _pool);
}
