using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Predictor.Care.Episodes;
using Predictor.Care.Time;

namespace Predictor.EndToEnd.Tests.Serving;

/// <summary>An episode as the body of a request, for the columns that the sample has.</summary>
internal static class EpisodeBody
{
    public static string Of(Episode episode, string asOf)
    {
        var own = new JsonObject
        {
            ["episodeId"] = episode.EpisodeId,
            ["clientId"] = episode.ClientId,
            ["clinicId"] = episode.ClinicId,
            ["startedOn"] = Text(episode.StartedOn),
            ["treatment"] = episode.Treatment,
            ["ageAtStart"] = episode.AgeAtStart,
            ["priorEpisodes"] = episode.PriorEpisodes,
            ["priorDropouts"] = episode.PriorDropouts,
        };
        foreach (var (name, value) in episode.Covariates) own[name] = value;
        var body = new JsonObject
        {
            ["asOf"] = asOf,
            ["episode"] = own,
            ["appointments"] = new JsonArray([.. episode.Appointments.Select(Appointment)]),
        };
        if (episode.Measures is { } measures) body["measures"] = new JsonArray([.. measures.Select(Measure)]);
        return body.ToJsonString(JsonSerializerOptions.Default);
    }

    private static JsonObject Appointment(Appointment appointment) => new()
    {
        ["appointmentId"] = appointment.AppointmentId,
        ["startsAt"] = Text(appointment.StartsAt),
        ["bookedAt"] = Text(appointment.BookedAt),
        ["status"] = appointment.Status switch
        {
            AppointmentStatus.Fulfilled => "fulfilled",
            AppointmentStatus.NoShow => "noshow",
            AppointmentStatus.Cancelled => "cancelled",
            AppointmentStatus.Booked => "booked",
            _ => throw new ArgumentOutOfRangeException(nameof(appointment), appointment.Status, "The sample has no such status."),
        },
        ["cancelledBy"] = appointment.CancelledBy is { } by ? by.ToString().ToLowerInvariant() : null,
    };

    private static JsonObject Measure(Measure measure) => new()
    {
        ["takenAt"] = Text(measure.TakenAt),
        ["instrument"] = measure.Instrument,
        ["rater"] = measure.Rater,
        ["scale"] = measure.Scale,
        ["score"] = measure.Score,
    };

    private static string? Text(Moment? moment) => moment switch
    {
        null => null,
        { IsDay: true } day => ClinicCalendar.Utc.DayOf(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { } instant => instant.Known.ToString("yyyy-MM-ddTHH:mm:ss.fffffffK", CultureInfo.InvariantCulture),
    };
}
