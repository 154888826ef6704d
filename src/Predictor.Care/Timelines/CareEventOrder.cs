using Predictor.Care.Episodes;

namespace Predictor.Care.Timelines;

/// <summary>
/// Orders events by known time, then by kind, then by what they say, so that the order of the rows in an export cannot matter. Two events
/// that compare equal say the same, so either may come first.
/// </summary>
internal sealed class CareEventOrder(Episode episode) : IComparer<CareEvent>
{
    public int Compare(CareEvent x, CareEvent y)
    {
        var order = x.Ticks.CompareTo(y.Ticks);
        if (order == 0) order = x.Kind.CompareTo(y.Kind);
        if (order != 0 || x.Index == y.Index) return order;
        return x.Kind switch
        {
            CareEventKind.Measured => Compare(episode.Measures![x.Index], episode.Measures[y.Index]),
            CareEventKind.Paid => Compare(episode.Payments![x.Index], episode.Payments[y.Index]),
            CareEventKind.Contacted or CareEventKind.ContactAnswered => Compare(episode.Contacts![x.Index], episode.Contacts[y.Index]),
            CareEventKind.Ended => 0,
            _ => Compare(episode.Appointments[x.Index], episode.Appointments[y.Index]),
        };
    }

    private static int Compare(Appointment x, Appointment y)
    {
        var order = x.StartsAt.CompareTo(y.StartsAt);
        return order != 0 ? order : string.CompareOrdinal(x.AppointmentId, y.AppointmentId);
    }

    private static int Compare(Measure x, Measure y)
    {
        var order = string.CompareOrdinal(x.Instrument, y.Instrument);
        if (order == 0) order = string.CompareOrdinal(x.Scale, y.Scale);
        if (order == 0) order = string.CompareOrdinal(x.Rater, y.Rater);
        return order != 0 ? order : x.Score.CompareTo(y.Score);
    }

    private static int Compare(Payment x, Payment y)
    {
        var order = x.Kind.CompareTo(y.Kind);
        if (order == 0) order = Nullable.Compare(x.Amount, y.Amount);
        return order != 0 ? order : Nullable.Compare(x.DueOn, y.DueOn);
    }

    private static int Compare(Contact x, Contact y)
    {
        var order = Nullable.Compare(x.Direction, y.Direction);
        if (order == 0) order = Nullable.Compare(x.Purpose, y.Purpose);
        if (order == 0) order = string.CompareOrdinal(x.Channel, y.Channel);
        if (order == 0) order = x.OccurredAt.CompareTo(y.OccurredAt);
        return order != 0 ? order : Nullable.Compare(x.AnsweredAt, y.AnsweredAt);
    }
}
