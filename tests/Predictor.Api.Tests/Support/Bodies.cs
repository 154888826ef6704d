using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Predictor.Api.Description;
using Predictor.Care.Episodes;
using Predictor.Care.Time;
using Xunit;

namespace Predictor.Api.Tests.Support;

/// <summary>Bodies of requests.</summary>
internal static class Bodies
{
    /// <summary>The documented example, to be changed by a test.</summary>
    public static JsonObject Example() => Examples.Node(Examples.ScoreRequest).AsObject();

    public static ByteArrayContent Json(string text) => Json(System.Text.Encoding.UTF8.GetBytes(text));

    public static ByteArrayContent Json(byte[] bytes, string contentType = "application/json")
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return content;
    }

    public static ByteArrayContent Json(JsonNode node) => Json(node.ToJsonString());

    /// <summary>An episode as a body; only fields that <see cref="SyntheticClinic"/> fills.</summary>
    public static JsonObject Of(Episode episode, DateTimeOffset asOf) => new()
    {
        ["asOf"] = asOf.ToString("O", CultureInfo.InvariantCulture),
        ["episode"] = new JsonObject
        {
            ["episodeId"] = episode.EpisodeId,
            ["clientId"] = episode.ClientId,
            ["startedOn"] = Text(episode.StartedOn),
            ["ageAtStart"] = episode.AgeAtStart,
            ["payer"] = episode.Payer == Payer.SelfPay ? "self_pay" : "public",
        },
        ["appointments"] = new JsonArray([.. episode.Appointments.Select(Of)]),
        ["measures"] = new JsonArray([.. (episode.Measures ?? []).Select(Of)]),
    };

    private static JsonObject Of(Appointment appointment) => new()
    {
        ["appointmentId"] = appointment.AppointmentId,
        ["startsAt"] = Text(appointment.StartsAt),
        ["bookedAt"] = appointment.BookedAt is { } booked ? Text(booked) : null,
        ["status"] = appointment.Status == AppointmentStatus.NoShow ? "noshow" : "fulfilled",
        ["delivery"] = appointment.Delivery == Delivery.Video ? "video" : "in_person",
    };

    private static JsonObject Of(Measure measure) => new()
    {
        ["takenAt"] = Text(measure.TakenAt),
        ["instrument"] = measure.Instrument,
        ["rater"] = measure.Rater,
        ["score"] = measure.Score,
    };

    private static string Text(Moment moment) => moment.Known.ToString("O", CultureInfo.InvariantCulture);
}

/// <summary>Answers of the service.</summary>
internal static class Answers
{
    /// <summary>The body as JSON.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) => JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());

    /// <summary>The body as a problem, which has to say the status that the answer has.</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage response, int status)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.JsonAsync();
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("traceId").GetString());
        return problem;
    }

    /// <summary>Pointer (or parameter) and code of each error of a problem.</summary>
    public static IReadOnlyList<string> Errors(this JsonElement problem) =>
        [.. problem.GetProperty("errors").EnumerateArray().Select(e => $"{Place(e)} {e.GetProperty("code").GetString()}")];

    private static string? Place(JsonElement error) => error.TryGetProperty("pointer", out var pointer) ? pointer.GetString() : error.TryGetProperty("parameter", out var name) ? "?" + name.GetString() : "?";
}
