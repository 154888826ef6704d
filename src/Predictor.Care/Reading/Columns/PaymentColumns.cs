namespace Predictor.Care.Reading.Columns;

/// <summary>The columns of <c>payments.csv</c>. Amounts have no sign: the kind says which way the money goes.</summary>
internal static class PaymentColumns
{
    public static RecordSchema Schema { get; } = new("payments.csv", "payments");

    public static Column EpisodeId { get; } = Schema.Text("episode_id", required: true);

    public static Column OccurredAt { get; } = Schema.Moment("occurred_at", required: true);

    public static Column Kind { get; } = Schema.Code("kind", required: true);

    public static Column Amount { get; } = Schema.Number("amount", minimum: 0);

    public static Column DueOn { get; } = Schema.Moment("due_on");
}
