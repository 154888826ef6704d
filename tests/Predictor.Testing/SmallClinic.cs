using System.Globalization;
using Predictor.Care.Episodes;
using Predictor.Care.Time;

namespace Predictor.Testing;

/// <summary>
/// A small clinic that a model can learn from in a second: weekly sessions, some missed, a WAI-SR score at each, clients who leave for good with
/// a chance that grows with a miss and a weak alliance. The same seed gives the same clinic.
/// </summary>
public static class SmallClinic
{
    private const int Sessions = 12;

    private static readonly DateTimeOffset Opening = new(2025, 1, 6, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The episodes, one a client.</summary>
    public static IReadOnlyList<Episode> Create(int clients = 400, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, clients).Select(c => Client(c, random))];
    }

    /// <summary>UTC ticks at which the data end: long enough after the last session for every label to be known.</summary>
    public static long CutTicks => Opening.AddDays(365).UtcTicks;

    /// <summary>Writes the clinic as an export.</summary>
    public static void Write(string folder, IReadOnlyList<Episode> episodes)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, "episodes.csv"), ["episode_id,client_id,started_on,ended_on,end_reason,treatment,x_shift,s_group", .. episodes.Select(Row)]);
        File.WriteAllLines(
            Path.Combine(folder, "appointments.csv"),
            ["appointment_id,episode_id,starts_at,booked_at,status", .. episodes.SelectMany(e => e.Appointments.Select(a => $"{a.AppointmentId},{e.EpisodeId},{Text(a.StartsAt)},{Text(a.BookedAt!.Value)},{(a.Status == AppointmentStatus.Fulfilled ? "fulfilled" : "noshow")}"))]);
        File.WriteAllLines(
            Path.Combine(folder, "measures.csv"),
            ["episode_id,taken_at,instrument,rater,scale,score", .. episodes.SelectMany(e => e.Measures!.Select(m => string.Create(CultureInfo.InvariantCulture, $"{e.EpisodeId},{Text(m.TakenAt)},{m.Instrument},{m.Rater},{m.Scale},{m.Score}")))]);
    }

    private static Episode Client(int number, Random random)
    {
        var start = Opening.AddDays(random.Next(200));
        var alliance = 30 + random.Next(26);
        var appointments = new List<Appointment>();
        var measures = new List<Measure>();
        var hasLeft = false;
        for (var week = 0; week < Sessions && !hasLeft; week++)
        {
            var at = start.AddDays(7 * week);
            var misses = random.NextDouble() < 0.15;
            appointments.Add(Appointment($"a-{number}-{week}", at, misses ? AppointmentStatus.NoShow : AppointmentStatus.Fulfilled));
            if (!misses) measures.Add(new Measure { TakenAt = Moment.At(at), Instrument = "WAI-SR", Rater = "client", Scale = "total", Score = Math.Clamp(alliance + random.Next(-4, 5), 12, 60) });
            hasLeft = random.NextDouble() < (misses ? 0.25 : 0.05) + (alliance < 38 ? 0.06 : 0);
            // Who leaves misses the next session, and it is the last one booked.
            if (hasLeft) appointments.Add(Appointment($"a-{number}-{week + 1}", at.AddDays(7), AppointmentStatus.NoShow));
        }

        return new Episode
        {
            EpisodeId = $"e-{number:000}",
            ClientId = $"c-{number:000}",
            StartedOn = Moment.At(start),
            End = hasLeft ? null : new EpisodeEnd(Moment.At(start.AddDays(7 * Sessions)), EndReason.Completed, null),
            Treatment = number % 3 == 0 ? "CBT" : "IPT",
            Covariates = new Dictionary<string, string> { ["x_shift"] = number % 2 == 0 ? "day" : "night" },
            AuditAttributes = new Dictionary<string, string> { ["s_group"] = number % 5 == 0 ? "a" : "b" },
            Appointments = appointments,
            Measures = measures,
        };
    }

    private static Appointment Appointment(string id, DateTimeOffset at, AppointmentStatus status) =>
        new() { AppointmentId = id, StartsAt = Moment.At(at), BookedAt = Moment.At(at.AddDays(-7)), Status = status };

    private static string Row(Episode episode) =>
        $"{episode.EpisodeId},{episode.ClientId},{Text(episode.StartedOn)},{(episode.End is { } end ? Text(end.EndedOn) : "")},{(episode.End is null ? "" : "completed")},{episode.Treatment},{episode.Covariates["x_shift"]},{episode.AuditAttributes["s_group"]}";

    private static string Text(Moment moment) => moment.Known.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture);
}
