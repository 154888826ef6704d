namespace Predictor.Care.Reading.Columns;

/// <summary>The columns of <c>measures.csv</c>.</summary>
internal static class MeasureColumns
{
    public static RecordSchema Schema { get; } = new("measures.csv", "measures");

    public static Column EpisodeId { get; } = Schema.Text("episode_id", required: true);

    public static Column TakenAt { get; } = Schema.Moment("taken_at", required: true);

    public static Column Instrument { get; } = Schema.Text("instrument", required: true);

    public static Column Rater { get; } = Schema.Text("rater");

    public static Column Scale { get; } = Schema.Text("scale");

    public static Column Score { get; } = Schema.Number("score", required: true);
}
