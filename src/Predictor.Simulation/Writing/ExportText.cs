using System.Globalization;
using System.Text;
using Predictor.Simulation.Course;
using Predictor.Simulation.Records;

namespace Predictor.Simulation.Writing;

/// <summary>The rows of one episode in each file of an export. Nothing simulated holds a comma, a quote or a line end.</summary>
internal sealed class ExportText(SimulationOptions options)
{
    /// <summary>In a folder of its own: it is no part of the export, and nobody should train on it by mistake.</summary>
    public const string TruthFile = "truth/landmarks.csv";

    public static IReadOnlyList<(string File, string Header)> Files { get; } =
    [
        ("episodes.csv", "episode_id,client_id,clinic_id,therapist_id,referred_on,started_on,ended_on,end_reason,end_recorded_at,treatment,format,age_at_start,distance_km,payer,copay,x_employment,x_support,s_sex,s_group"),
        ("appointments.csv", "appointment_id,episode_id,starts_at,booked_at,status,cancelled_by,status_at,delivery,duration_minutes,reminder_sent_at,confirmed_at"),
        ("measures.csv", "episode_id,taken_at,instrument,rater,scale,score"),
        ("payments.csv", "episode_id,occurred_at,kind,amount,due_on"),
        ("contacts.csv", "episode_id,occurred_at,channel,direction,purpose,answered_at"),
        (TruthFile, "episode_id,landmark_at,horizon_days,probability"),
    ];

    private readonly StringBuilder[] _texts = [.. Files.Select(_ => new StringBuilder())];

    public void Add(SimulatedEpisode simulated, int episode, int client)
    {
        AddEpisode(simulated, episode, client);
        var number = 0;
        foreach (var a in simulated.Records.Appointments)
        {
            var cancelledBy = a.Status != "cancelled" ? "" : a.IsCancelledByClinic ? "clinic" : "client";
            // The outcome of a session is known as it starts, which is what an empty field says.
            var statusAt = a.Status == "cancelled" ? Instant(a.StatusAt) : "";
            Line(1, $"a{episode}-{++number}", $"e{episode}", Clock.Instant(a.StartsAt), Clock.Instant(a.BookedAt), a.Status, cancelledBy, statusAt, Name(a.Delivery), "50", Instant(a.RemindedAt), Instant(a.ConfirmedAt));
        }

        foreach (var m in simulated.Records.Measures) Line(2, $"e{episode}", Clock.Instant(m.At), m.Instrument, m.Rater, m.Scale, Number(m.Score));
        foreach (var p in simulated.Records.Payments) Line(3, $"e{episode}", Clock.Instant(p.At), p.Kind, Number(p.Amount), p.DueAt is { } due ? Clock.Date(due) : "");
        foreach (var c in simulated.Records.Contacts) Line(4, $"e{episode}", Clock.Instant(c.At), c.Channel, "out", c.Purpose, c.IsAnswered ? Clock.Instant(c.At) : "");
        foreach (var (at, risks) in simulated.Truth)
        {
            for (var h = 0; h < risks.Length; h++) Line(5, $"e{episode}", Clock.Instant(at), Number(options.HorizonDays[h]), risks[h].ToString("0.######", CultureInfo.InvariantCulture));
        }
    }

    public byte[] Bytes(int file) => Encoding.UTF8.GetBytes(_texts[file].ToString());

    private void AddEpisode(SimulatedEpisode simulated, int episode, int client)
    {
        var e = simulated.Episode;
        var c = e.Client;
        var end = simulated.Records.End;
        Line(
            0, $"e{episode}", $"c{client}", $"clinic-{e.Therapist.Clinic}", $"t{e.Therapist.Number}", Clock.Date(e.ReferredAt), Clock.Date(e.StartedAt), end is null ? "" : Clock.Date(end.At), end is null ? "" : Name(end.Kind),
            end is null ? "" : Clock.Instant(end.RecordedAt), e.Treatment, "individual", Number(e.Age), Number(c.DistanceKm), c.Payer, c.Payer.Length == 0 ? "" : Number(c.Fee), c.Employment, c.TellsSupport ? Number(c.Support) : "", c.Sex, c.Group);
    }

    private static string Name(Delivery delivery) => delivery switch
    {
        Delivery.InPerson => "in_person",
        Delivery.Video => "video",
        _ => "phone",
    };

    private static string Name(EndKind end) => end switch
    {
        EndKind.ClientStopped => "client_stopped",
        _ => end.ToString().ToLowerInvariant(),
    };

    private static string Instant(int? minute) => minute is { } at ? Clock.Instant(at) : "";

    private static string Number(double? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private void Line(int file, params ReadOnlySpan<string> fields)
    {
        var text = _texts[file];
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0) text.Append(',');
            text.Append(fields[i]);
        }

        text.Append('\n');
    }
}
