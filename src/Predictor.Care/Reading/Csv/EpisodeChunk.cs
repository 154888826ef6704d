using System.Runtime.InteropServices;
using Predictor.Care.Checking;
using Predictor.Care.Episodes;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Fields;
using Predictor.Care.Reading.Records;

namespace Predictor.Care.Reading.Csv;

/// <summary>Some consecutive episodes: puts their rows together, checks those together, and leaves out what is to be left out.</summary>
internal sealed class EpisodeChunk
{
    private readonly ProblemReporter _reporter;
    private readonly RowErrors _errors = new();
    private readonly List<Row<Episode>> _episodes;
    private readonly Dictionary<RecordSchema, int> _leftOut = [];

    private EpisodeChunk(int capacity, int listedPerGroup)
    {
        Log = new ProblemLog(listedPerGroup);
        _reporter = new ProblemReporter(Log, FileLocator.Instance);
        _episodes = new List<Row<Episode>>(capacity);
    }

    /// <summary>The episodes in the order of their rows.</summary>
    public IReadOnlyList<Row<Episode>> Episodes => _episodes;

    /// <summary>What the checks found.</summary>
    public ProblemLog Log { get; }

    /// <summary>How many rows of each file are left out for what was found here.</summary>
    public IReadOnlyDictionary<RecordSchema, int> LeftOut => _leftOut;

    /// <summary>Assembles the episodes from (inclusive) to (exclusive).</summary>
    public static EpisodeChunk Assemble(GroupedTables tables, int from, int to, ExportReaderOptions options)
    {
        var chunk = new EpisodeChunk(to - from, options.ProblemsListedPerGroup);
        var checks = new EpisodeChecks(new RecordChecker(chunk._reporter, options.Calendar, chunk._errors, options.Now));
        for (var i = from; i < to; i++)
        {
            var rows = tables.Of(i);
            rows.Sort();
            checks.Run(rows);
            if (options.SkipBadRows) rows = chunk.WithoutErrors(rows);
            if (rows is not null) chunk._episodes.Add(new Row<Episode>(rows.Build(), rows.Episode.Position));
        }

        return chunk;
    }

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

        Count(EpisodeColumns.Schema, 1);
        LeaveOut<Appointment>(AppointmentColumns.Schema, AppointmentColumns.EpisodeId, rows, rows.Appointments);
        LeaveOut(MeasureColumns.Schema, MeasureColumns.EpisodeId, rows, rows.Measures);
        LeaveOut(PaymentColumns.Schema, PaymentColumns.EpisodeId, rows, rows.Payments);
        LeaveOut(ContactColumns.Schema, ContactColumns.EpisodeId, rows, rows.Contacts);
        return null;
    }

    private ArraySegment<Row<T>>? WithoutErrors<T>(RecordSchema schema, ArraySegment<Row<T>>? rows)
        where T : class
    {
        if (rows is not { } all || !_errors.Any(schema)) return rows;
        var kept = all.Where(r => !_errors.Contains(schema, r.Position)).ToArray();
        Count(schema, all.Count - kept.Length);
        return new ArraySegment<Row<T>>(kept);
    }

    private void LeaveOut<T>(RecordSchema schema, Column episodeId, EpisodeRows episode, ArraySegment<Row<T>>? rows)
        where T : class
    {
        if (rows is not { } all) return;
        var id = Excerpt.Of(episode.Episode.Record.EpisodeId);
        foreach (var row in all)
        {
            _reporter.Report(ProblemKind.EpisodeLeftOut, schema, row.Position, episodeId, id, "an episode without errors", $"The row is left out because its episode '{id}' is.");
        }

        Count(schema, all.Count);
    }

    private void Count(RecordSchema schema, int rows) => CollectionsMarshal.GetValueRefOrAddDefault(_leftOut, schema, out _) += rows;
}
