using Predictor.Care.Episodes;

namespace Predictor.Care.Reading.Records;

/// <summary>The records of one episode before they are put together, in canonical order, with their places in the source.</summary>
internal sealed class EpisodeRows
{
    public required Row<Episode> Episode { get; init; }

    public required ArraySegment<Row<Appointment>> Appointments { get; init; }

    /// <summary>Null where measures are not recorded at all; likewise below.</summary>
    public required ArraySegment<Row<Measure>>? Measures { get; init; }

    public required ArraySegment<Row<Payment>>? Payments { get; init; }

    public required ArraySegment<Row<Contact>>? Contacts { get; init; }

    /// <summary>Sorts the rows where they stand.</summary>
    public void Sort()
    {
        Sort<Appointment>(Appointments, CanonicalOrder.Compare);
        if (Measures is { } measures) Sort<Measure>(measures, CanonicalOrder.Compare);
        if (Payments is { } payments) Sort<Payment>(payments, CanonicalOrder.Compare);
        if (Contacts is { } contacts) Sort<Contact>(contacts, CanonicalOrder.Compare);
    }

    /// <summary>The episode with its events.</summary>
    public Episode Build() => Episode.Record with
    {
        Appointments = Records(Appointments),
        Measures = Measures is { } measures ? Records(measures) : null,
        Payments = Payments is { } payments ? Records(payments) : null,
        Contacts = Contacts is { } contacts ? Records(contacts) : null,
    };

    private static void Sort<T>(Span<Row<T>> rows, Comparison<Row<T>> compare)
        where T : class
    {
        // Most exports come sorted, and to see that costs far less than to sort.
        for (var i = 1; i < rows.Length; i++)
        {
            if (compare(rows[i - 1], rows[i]) <= 0) continue;
            rows.Sort(compare);
            return;
        }
    }

    private static T[] Records<T>(ArraySegment<Row<T>> rows)
        where T : class
    {
        if (rows.Count == 0) return [];
        var records = new T[rows.Count];
        for (var i = 0; i < records.Length; i++) records[i] = rows[i].Record;
        return records;
    }
}
