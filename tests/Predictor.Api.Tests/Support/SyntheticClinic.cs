using Predictor.Care.Episodes;
using Predictor.Care.Time;

namespace Predictor.Api.Tests.Support;

/// <summary>Episodes of a clinic where missed sessions and a low alliance come before dropout. The same seed gives the same clinic.</summary>
internal sealed class SyntheticClinic(int seed)
{
    private const int MostSessions = 12;

    public static readonly DateTimeOffset Cut = new(2025, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _draws = new(seed);

    public IReadOnlyList<Episode> Episodes(int count) => [.. Enumerable.Range(0, count).Select(Episode)];

    private Episode Episode(int number)
    {
        var start = new DateTimeOffset(2024, 1, 1, 10, 0, 0, TimeSpan.Zero).AddDays(Next(400));
        var frailty = NextDouble();
        var appointments = new List<Appointment>();
        var measures = new List<Measure>();
        for (var session = 0; session < MostSessions; session++)
        {
            var at = start.AddDays(7 * session);
            var isMissed = NextDouble() < 0.1 + (0.4 * frailty);
            appointments.Add(new Appointment
            {
                AppointmentId = $"a-{number}-{session}",
                StartsAt = Moment.At(at),
                BookedAt = Moment.At(at.AddDays(-7)),
                Status = isMissed ? AppointmentStatus.NoShow : AppointmentStatus.Fulfilled,
                Delivery = Next(3) == 0 ? Delivery.Video : Delivery.InPerson,
            });
            if (!isMissed && Next(2) == 0)
            {
                measures.Add(new Measure { TakenAt = Moment.At(at.AddHours(1)), Instrument = "SRS", Rater = "client", Score = Math.Round(38 - (12 * frailty) - (4 * NextDouble()), 1) });
            }

            if (NextDouble() < (isMissed ? 0.35 : 0.08) * (0.4 + frailty)) break;
        }

        return new Episode
        {
            EpisodeId = $"e-{number}",
            ClientId = $"c-{number}",
            StartedOn = Moment.At(start),
            AgeAtStart = 18 + Next(60),
            Payer = Next(2) == 0 ? Payer.SelfPay : Payer.Public,
            Appointments = appointments,
            Measures = measures,
        };
    }

    private double NextDouble() => _draws.NextDouble();

    private int Next(int below) => _draws.Next(below);
}
