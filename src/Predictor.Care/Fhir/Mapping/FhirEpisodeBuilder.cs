using Predictor.Care.Checking;
using Predictor.Care.Episodes;
using Predictor.Care.Instruments;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;
using Predictor.Care.Reading.Records;
using Predictor.Care.Timelines;

namespace Predictor.Care.Fhir.Mapping;

/// <summary>
/// Reads the records of an episode with the readers and checks of an export. What became known later is cut off before anything is checked, so that it
/// cannot tell through an error either; a record in error is left out and listed.
/// </summary>
internal sealed class FhirEpisodeBuilder(FhirContext context, InstrumentCatalogue instruments, DateTimeOffset? now)
{
    private static readonly IReadOnlyDictionary<string, string> NoAuditAttributes = new Dictionary<string, string>();

    /// <summary>The episode with what of it is known.</summary>
    /// <param name="draft">The records; a kind without any is an empty list.</param>
    /// <returns>Null where the episode itself is in error, which has been listed.</returns>
    public BuiltEpisode? Build(FhirDraft draft)
    {
        var log = new ProblemLog(int.MaxValue);
        var lists = new Dictionary<string, IReadOnlyList<FhirRow>>(StringComparer.Ordinal)
        {
            [EpisodeColumns.Schema.FileName] = [draft.Episode],
            [AppointmentColumns.Schema.FileName] = draft.Appointments,
            [MeasureColumns.Schema.FileName] = draft.Measures,
            [PaymentColumns.Schema.FileName] = draft.Payments,
            [ContactColumns.Schema.FileName] = draft.Contacts,
        };
        var reporter = new ProblemReporter(log, new FhirLocator((schema, position) => lists[schema.FileName][position]));
        var read = new Readers(context, reporter, lists);
        var episode = read.Episode(draft.Episode);
        var measures = new MeasureReader(instruments);
        var rows = episode is null ? null : new EpisodeRows
        {
            Episode = new Row<Episode>(AsOf.Known(episode, context.Until), 0),
            Appointments = read.All(AppointmentColumns.Schema, f => AppointmentReader.Read(f, f.UniqueText(AppointmentColumns.AppointmentId)), a => a.IsBooking && a.KnownTicks > context.Until ? null : AsOf.Known(a, context.Until)),
            Measures = read.All(MeasureColumns.Schema, measures.Read, m => m.TakenAt.Ticks > context.Until ? null : m),
            Payments = read.All(PaymentColumns.Schema, PaymentReader.Read, p => p.OccurredAt.Ticks > context.Until ? null : p),
            Contacts = read.All(ContactColumns.Schema, ContactReader.Read, c => c.OccurredAt.Ticks > context.Until ? null : AsOf.Known(c, context.Until)),
        };
        var errors = new RowErrors();
        if (rows is not null)
        {
            rows.Sort();
            new EpisodeChecks(new RecordChecker(reporter, context.Calendar, errors, now)).Run(rows);
        }

        List(log, lists, read.Leftovers);
        if (rows is null || errors.Contains(EpisodeColumns.Schema, 0)) return null;
        rows = new EpisodeRows
        {
            Episode = rows.Episode,
            Appointments = Without<Appointment>(errors, AppointmentColumns.Schema, rows.Appointments) ?? ArraySegment<Row<Appointment>>.Empty,
            Measures = Without(errors, MeasureColumns.Schema, rows.Measures),
            Payments = Without(errors, PaymentColumns.Schema, rows.Payments),
            Contacts = Without(errors, ContactColumns.Schema, rows.Contacts),
        };
        return new BuiltEpisode(
            rows.Build(),
            draft.Episode,
            Used<Appointment>(draft.Appointments, rows.Appointments),
            Used(draft.Measures, rows.Measures),
            Used(draft.Payments, rows.Payments),
            Used(draft.Contacts, rows.Contacts));
    }

    /// <summary>Turns what the readers found into issues, and says what is left out for being later.</summary>
    private void List(ProblemLog log, Dictionary<string, IReadOnlyList<FhirRow>> lists, IReadOnlyList<FhirRow> later)
    {
        foreach (var problem in log.ToReport(_ => 0).Listed)
        {
            var row = lists[problem.Location.File!][problem.Location.Line ?? 0];
            var column = row.Schema.Columns.FirstOrDefault(c => c.Name == problem.Location.Column);
            context.Issues.Add(problem.Severity == ProblemSeverity.Error ? FhirSeverity.Warning : FhirSeverity.Information, row.Resource, row.ElementOf(column), problem);
        }

        foreach (var row in later) context.Issues.Information(row.Resource, "informational", null, "It became known later than the time of the score and is left out.");
    }

    private static ArraySegment<Row<T>>? Without<T>(RowErrors errors, RecordSchema schema, ArraySegment<Row<T>>? rows)
        where T : class => rows is { } all && errors.Any(schema) ? all.Where(r => !errors.Contains(schema, r.Position)).ToArray() : rows;

    private static List<FhirRow> Used<T>(List<FhirRow> all, ArraySegment<Row<T>>? rows)
        where T : class => rows is { } kept ? [.. kept.Select(r => all[r.Position])] : [];

    private sealed class Readers(FhirContext context, ProblemReporter reporter, Dictionary<string, IReadOnlyList<FhirRow>> lists)
    {
        private readonly MomentParser _moments = new(context.Calendar);
        private readonly StringPool _pool = new();
        private readonly List<FhirRow> _later = [];

        public IReadOnlyList<FhirRow> Leftovers => _later;

        public Episode? Episode(FhirRow row)
        {
            var fields = new FieldReader(EpisodeColumns.Schema, new FhirRowSource([row]), reporter, _moments, _pool);
            return EpisodeReader.Read(fields, fields.UniqueText(EpisodeColumns.EpisodeId), new Dictionary<string, string>(row.Covariates, StringComparer.Ordinal), NoAuditAttributes);
        }

        public ArraySegment<Row<T>> All<T>(RecordSchema schema, Func<FieldReader, T?> read, Func<T, T?> known)
            where T : class
        {
            var all = lists[schema.FileName];
            var source = new FhirRowSource(all);
            var fields = new FieldReader(schema, source, reporter, _moments, _pool);
            var rows = new List<Row<T>>(all.Count);
            for (var i = 0; i < all.Count; i++)
            {
                source.MoveTo(i);
                fields.Start();
                if (read(fields) is not { } record) continue;
                if (known(record) is { } kept) rows.Add(new Row<T>(kept, i));
                else _later.Add(all[i]);
            }

            return rows.ToArray();
        }
    }
}

/// <summary>An episode and the records that it was made of.</summary>
internal sealed record BuiltEpisode(Episode Episode, FhirRow Row, IReadOnlyList<FhirRow> Appointments, IReadOnlyList<FhirRow> Measures, IReadOnlyList<FhirRow> Payments, IReadOnlyList<FhirRow> Contacts)
{
    /// <summary>All records.</summary>
    public IEnumerable<FhirRow> Rows => Appointments.Concat(Measures).Concat(Payments).Concat(Contacts).Prepend(Row);
}
