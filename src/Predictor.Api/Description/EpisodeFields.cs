using static Predictor.Api.Description.FieldDescription;

namespace Predictor.Api.Description;

/// <summary>The fields of <c>episode</c>.</summary>
internal static class EpisodeFields
{
    public static RecordDescription Record { get; } = new(
        "episode",
        "EpisodeInput",
        "One course of treatment; values are those at its start. Any further covariate is sent under a name that begins with x_: numbers are numeric, anything else is "
            + "categorical. Sensitive attributes (s_) are refused.",
        [
            Text("episodeId", "Opaque id of the episode.") with { IsRequired = true },
            Text("clientId", "Opaque id of the client; one client may have several episodes.") with { IsRequired = true },
            Text("clinicId", "Opaque id of the clinic."),
            Text("therapistId", "Opaque id of the therapist at the start."),
            Moment("referredOn", "When the client was referred."),
            Moment("startedOn", "The start of the episode: the intake.") with { IsRequired = true },
            Moment("endedOn", "When care ended; none while it goes on."),
            Code(
                "endReason",
                "Why care ended. completed, mutual, transferred, moved and died are no dropout; client_stopped is dropout said by the clinic; administrative proves nothing.",
                "completed", "mutual", "transferred", "moved", "died", "client_stopped", "administrative"),
            Moment("endRecordedAt", "When the end became known; by default at the end of the day of endedOn."),
            Text("treatment", "The kind of treatment, such as CBT."),
            Code("format", "Who takes part.", "individual", "couple", "family", "group"),
            Number("ageAtStart", "Age in years.", 0, 130),
            Number("distanceKm", "Distance between home and clinic in kilometres.", 0, 20_040),
            Code("payer", "Who pays.", "self_pay", "commercial", "public", "employer"),
            Number("copay", "What the client pays for a session, in the clinic's currency.", 0),
            Number("priorEpisodes", "Earlier episodes of the client.", 0) with { IsWhole = true },
            Number("priorDropouts", "How many of them ended in dropout.", 0) with { IsWhole = true },
        ]);
}
