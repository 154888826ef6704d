using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Predictor.Api.Load;

/// <summary>Episodes as bodies of requests, drawn from a seed: half of the events are appointments, the others scores, payments and contacts.</summary>
internal static class LoadEpisodes
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static byte[][] Draw(int count, int events, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes(One(i, events, random).ToJsonString()))];
    }

    private static JsonObject One(int number, int events, Random random)
    {
        var appointments = events / 2;
        var measures = events / 4;
        var payments = events / 8;
        var contacts = events - appointments - measures - payments;
        return new JsonObject
        {
            ["asOf"] = Text(Start.AddDays((7 * appointments) + 1)),
            ["episode"] = new JsonObject
            {
                ["episodeId"] = $"e-{number}",
                ["clientId"] = $"c-{number}",
                ["startedOn"] = Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["ageAtStart"] = random.Next(18, 80),
                ["distanceKm"] = random.Next(0, 400) / 10.0,
                ["payer"] = random.Next(2) == 0 ? "public" : "self_pay",
                ["format"] = "individual",
            },
            ["appointments"] = Array(appointments, i => new JsonObject
            {
                ["appointmentId"] = $"a-{i}",
                ["bookedAt"] = Text(Start.AddDays((7 * i) - 6)),
                ["startsAt"] = Text(Start.AddDays(7 * i)),
                ["status"] = random.Next(10) switch { 0 => "noshow", 1 => "cancelled", _ => "fulfilled" },
                ["delivery"] = random.Next(3) == 0 ? "video" : "in_person",
            }),
            ["measures"] = Array(measures, i => new JsonObject
            {
                ["takenAt"] = Text(Start.AddDays(14 * i).AddMinutes(-10)),
                ["instrument"] = i % 2 == 0 ? "SRS" : "PHQ-9",
                ["rater"] = "client",
                ["score"] = i % 2 == 0 ? random.Next(20, 41) : random.Next(0, 28),
            }),
            ["payments"] = Array(payments, i => new JsonObject
            {
                ["occurredAt"] = Text(Start.AddDays(28 * i)),
                ["kind"] = random.Next(6) == 0 ? "declined" : "payment",
                ["amount"] = 20,
            }),
            ["contacts"] = Array(contacts, i => new JsonObject
            {
                ["occurredAt"] = Text(Start.AddDays((21 * i) + 2)),
                ["channel"] = "phone",
                ["direction"] = "out",
                ["purpose"] = random.Next(2) == 0 ? "reminder" : "check_in",
            }),
        };
    }

    private static JsonArray Array(int count, Func<int, JsonObject> item) => [.. Enumerable.Range(0, count).Select(item)];

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
