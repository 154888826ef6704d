using Predictor.Care.Episodes;

namespace Predictor.Care.Reading.Records;

/// <summary>
/// The order of an episode's records, which does not depend on the order of the rows in their source: all values of a record take
/// part, so that only records that are equal in everything are left to their position.
/// </summary>
internal static class CanonicalOrder
{
    public static int Compare(Row<Appointment> left, Row<Appointment> right)
    {
        var order = left.Record.StartsAt.CompareTo(right.Record.StartsAt);
        if (order == 0) order = string.CompareOrdinal(left.Record.AppointmentId, right.Record.AppointmentId);
        return order != 0 ? order : left.Position.CompareTo(right.Position);
    }

    public static int Compare(Row<Measure> left, Row<Measure> right)
    {
        var order = CompareKeys(left.Record, right.Record);
        return order != 0 ? order : left.Position.CompareTo(right.Position);
    }

    public static int Compare(Row<Payment> left, Row<Payment> right)
    {
        var order = Compare(left.Record, right.Record);
        return order != 0 ? order : left.Position.CompareTo(right.Position);
    }

    public static int Compare(Row<Contact> left, Row<Contact> right)
    {
        var order = Compare(left.Record, right.Record);
        return order != 0 ? order : left.Position.CompareTo(right.Position);
    }

    /// <summary>Zero where two measures claim to be the same one: the score is no part of the key.</summary>
    public static int CompareKeys(Measure left, Measure right)
    {
        var order = left.TakenAt.CompareTo(right.TakenAt);
        if (order == 0) order = string.CompareOrdinal(left.Instrument, right.Instrument);
        if (order == 0) order = string.CompareOrdinal(left.Rater, right.Rater);
        return order != 0 ? order : string.CompareOrdinal(left.Scale, right.Scale);
    }

    /// <summary>Zero where two payments are equal in everything.</summary>
    public static int Compare(Payment left, Payment right)
    {
        var order = left.OccurredAt.CompareTo(right.OccurredAt);
        if (order == 0) order = Comparer<PaymentKind>.Default.Compare(left.Kind, right.Kind);
        if (order == 0) order = Nullable.Compare(left.Amount, right.Amount);
        return order != 0 ? order : Nullable.Compare(left.DueOn, right.DueOn);
    }

    /// <summary>Zero where two contacts are equal in everything.</summary>
    public static int Compare(Contact left, Contact right)
    {
        var order = left.OccurredAt.CompareTo(right.OccurredAt);
        if (order == 0) order = string.CompareOrdinal(left.Channel, right.Channel);
        if (order == 0) order = Nullable.Compare(left.Direction, right.Direction);
        if (order == 0) order = Nullable.Compare(left.Purpose, right.Purpose);
        return order != 0 ? order : Nullable.Compare(left.AnsweredAt, right.AnsweredAt);
    }
}
