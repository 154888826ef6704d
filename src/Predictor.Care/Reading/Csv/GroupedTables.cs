using Predictor.Care.Episodes;
using Predictor.Care.Reading.Columns;
using Predictor.Care.Reading.Records;

namespace Predictor.Care.Reading.Csv;

/// <summary>The rows of the five files, sorted by episode. Safe for several threads, as long as each asks for episodes of its own.</summary>
internal sealed class GroupedTables
{
    private readonly List<Row<Episode>> _episodes;
    private GroupedRows<Appointment>? _appointments;
    private GroupedRows<Measure>? _measures;
    private GroupedRows<Payment>? _payments;
    private GroupedRows<Contact>? _contacts;

    public GroupedTables(ExportTables tables, ParallelOptions parallel)
    {
        _episodes = tables.Episodes;
        Parallel.Invoke(
            parallel,
            () => _appointments = tables.Appointments.GroupByEpisode(Count),
            () => _measures = Group(tables, MeasureColumns.Schema, tables.Measures),
            () => _payments = Group(tables, PaymentColumns.Schema, tables.Payments),
            () => _contacts = Group(tables, ContactColumns.Schema, tables.Contacts));
    }

    /// <summary>The number of episodes.</summary>
    public int Count => _episodes.Count;

    /// <summary>The rows of an episode, in the order of the files.</summary>
    public EpisodeRows Of(int episode) => new()
    {
        Episode = _episodes[episode],
        Appointments = _appointments!.Of(episode),
        Measures = _measures?.Of(episode),
        Payments = _payments?.Of(episode),
        Contacts = _contacts?.Of(episode),
    };

    private GroupedRows<T>? Group<T>(ExportTables tables, RecordSchema schema, RowList<T> rows)
        where T : class =>
        tables.TallyOf(schema).IsPresent ? rows.GroupByEpisode(Count) : null;
}
