using Predictor.Care.Checking;
using Predictor.Care.Episodes;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;
using Predictor.Care.Reading.Records;

namespace Predictor.Care.Reading.Csv;

/// <summary>Puts the rows of the files together into episodes, checks those together, and leaves out what is to be left out.</summary>
internal sealed class EpisodeAssembler
{
    private const int EpisodesBetweenCancellationChecks = 256;

    private readonly ExportReaderOptions _options;
    private readonly ExportTables _tables;
    private readonly ProblemReporter _reporter;
    private readonly RecordChecker _checker;
    private readonly RowErrors _errors = new();

    public EpisodeAssembler(ExportTables tables, ExportReaderOptions options, ProblemLog log)
    {
        _options = options;
        _tables = tables;
        _reporter = new ProblemReporter(log, FileLocator.Instance);
        _checker = new RecordChecker(_reporter, options.Calendar, _errors);
    }

    /// <summary>The episodes in the order of their ids.</summary>
    public List<Episode> Run(CancellationToken cancellation)
    {
        var count = _tables.Episodes.Count;
        var appointments = _tables.Appointments.GroupByEpisode(count);
        var measures = Group(MeasureColumns.Schema, _tables.Measures);
        var payments = Group(PaymentColumns.Schema, _tables.Payments);
        var contacts = Group(ContactColumns.Schema, _tables.Contacts);
        var checks = new EpisodeChecks(_checker);
        var built = new List<Row<Episode>>(count);
        for (var i = 0; i < count; i++)
        {
            if (i % EpisodesBetweenCancellationChecks == 0) cancellation.ThrowIfCancellationRequested();
            var rows = new EpisodeRows
            {
                Episode = _tables.Episodes[i],
                Appointments = appointments.Of(i),
                Measures = measures?.Of(i),
                Payments = payments?.Of(i),
                Contacts = contacts?.Of(i),
            };
            rows.Sort();
            checks.Run(rows);
            if (_options.SkipBadRows) rows = WithoutErrors(rows);
            if (rows is not null) built.Add(new Row<Episode>(rows.Build(), rows.Episode.Position));
        }

        ClientChecks.Run(_checker, built);
        return [.. built.Select(b => b.Record).OrderBy(e => e.EpisodeId, StringComparer.Ordinal)];
    }

    private GroupedRows<T>? Group<T>(RecordSchema schema, RowList<T> rows)
        where T : class =>
        _tables.TallyOf(schema).IsPresent ? rows.GroupByEpisode(_tables.Episodes.Count) : null;

    /// <summary>The rows that are not in error; null where the episode itself is.</summary>
    private EpisodeRows? WithoutErrors(EpisodeRows rows)
    {
        if (!_errors.Contains(EpisodeColumns.Schema, rows.Episode.Position))
        {
            return new EpisodeRows
            {
                Episode = rows.Episode,
                Appointments = WithoutErrors<Appointment>(AppointmentColumns.Schema, rows.Appointments) ?? ArraySegment<Row<Appointment>>.Empty,
                Measures = WithoutErrors(MeasureColumns.Schema, rows.Measures),
                Payments = WithoutErrors(PaymentColumns.Schema, rows.Payments),
                Contacts = WithoutErrors(ContactColumns.Schema, rows.Contacts),
            };
        }

        _tables.TallyOf(EpisodeColumns.Schema).RowsLeftOut++;
        LeaveOut(AppointmentColumns.Schema, AppointmentColumns.EpisodeId, rows, rows.Appointments);
        LeaveOut(MeasureColumns.Schema, MeasureColumns.EpisodeId, rows, rows.Measures ?? ArraySegment<Row<Measure>>.Empty);
        LeaveOut(PaymentColumns.Schema, PaymentColumns.EpisodeId, rows, rows.Payments ?? ArraySegment<Row<Payment>>.Empty);
        LeaveOut(ContactColumns.Schema, ContactColumns.EpisodeId, rows, rows.Contacts ?? ArraySegment<Row<Contact>>.Empty);
        return null;
    }

    private ArraySegment<Row<T>>? WithoutErrors<T>(RecordSchema schema, ArraySegment<Row<T>>? rows)
        where T : class
    {
        if (rows is not { } all || !_errors.Any(schema)) return rows;
        var kept = all.Where(r => !_errors.Contains(schema, r.Position)).ToArray();
        _tables.TallyOf(schema).RowsLeftOut += all.Count - kept.Length;
        return new ArraySegment<Row<T>>(kept);
    }

    private void LeaveOut<T>(RecordSchema schema, Column episodeId, EpisodeRows episode, ArraySegment<Row<T>> rows)
        where T : class
    {
        var id = Excerpt.Of(episode.Episode.Record.EpisodeId);
        foreach (var row in rows)
        {
            _reporter.Report(ProblemKind.EpisodeLeftOut, schema, row.Position, episodeId, id, "an episode without errors", $"The row is left out because its episode '{id}' is.");
        }

        _tables.TallyOf(schema).RowsLeftOut += rows.Count;
    }
}
