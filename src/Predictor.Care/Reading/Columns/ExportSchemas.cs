namespace Predictor.Care.Reading.Columns;

/// <summary>The five files of an export.</summary>
internal static class ExportSchemas
{
    /// <summary>In the order in which they are reported.</summary>
    public static IReadOnlyList<RecordSchema> All { get; } =
        [EpisodeColumns.Schema, AppointmentColumns.Schema, MeasureColumns.Schema, PaymentColumns.Schema, ContactColumns.Schema];
}
