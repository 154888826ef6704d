namespace Predictor.Care.Reading.Columns;

/// <summary>The columns of <c>contacts.csv</c>.</summary>
internal static class ContactColumns
{
    public static RecordSchema Schema { get; } = new("contacts.csv", "contacts");

    public static Column EpisodeId { get; } = Schema.Text("episode_id", required: true);

    public static Column OccurredAt { get; } = Schema.Moment("occurred_at", required: true);

    public static Column Channel { get; } = Schema.Text("channel");

    public static Column Direction { get; } = Schema.Code("direction");

    public static Column Purpose { get; } = Schema.Code("purpose");

    public static Column AnsweredAt { get; } = Schema.Moment("answered_at");
}
