namespace Predictor.Care.Reading.Columns;

/// <summary>The columns of <c>episodes.csv</c>.</summary>
internal static class EpisodeColumns
{
    /// <summary>Half the way around the earth: no client lives further away.</summary>
    private const double MaximumDistanceKm = 20_040;

    public static RecordSchema Schema { get; } = new("episodes.csv", "episode", isFileRequired: true, takesFurtherColumns: true);

    public static Column EpisodeId { get; } = Schema.Text("episode_id", required: true);

    public static Column ClientId { get; } = Schema.Text("client_id", required: true);

    public static Column ClinicId { get; } = Schema.Text("clinic_id");

    public static Column TherapistId { get; } = Schema.Text("therapist_id");

    public static Column ReferredOn { get; } = Schema.Moment("referred_on");

    public static Column StartedOn { get; } = Schema.Moment("started_on", required: true);

    public static Column EndedOn { get; } = Schema.Moment("ended_on");

    public static Column EndReason { get; } = Schema.Code("end_reason");

    public static Column EndRecordedAt { get; } = Schema.Moment("end_recorded_at");

    public static Column Treatment { get; } = Schema.Text("treatment");

    public static Column Format { get; } = Schema.Code("format");

    public static Column AgeAtStart { get; } = Schema.Number("age_at_start", minimum: 0, maximum: 130);

    public static Column DistanceKm { get; } = Schema.Number("distance_km", minimum: 0, maximum: MaximumDistanceKm);

    public static Column Payer { get; } = Schema.Code("payer");

    public static Column Copay { get; } = Schema.Number("copay", minimum: 0);

    public static Column PriorEpisodes { get; } = Schema.Number("prior_episodes", minimum: 0, whole: true);

    public static Column PriorDropouts { get; } = Schema.Number("prior_dropouts", minimum: 0, whole: true);
}
