using Predictor.Care.Episodes;
using Predictor.Care.Time;

namespace Predictor.Testing;

/// <summary>
/// Random episodes with everything an export can tell: all statuses, bare days mixed with exact times, times that are left out, ends of all
/// kinds, known and unknown instruments, and lists that are missing, empty or full. Times come from a coarse grid, so that many fall on
/// the same instant: ties are where order matters. The same seed gives the same episode.
/// </summary>
public sealed partial class RandomEpisodes
{
    /// <summary>No event lies before this day or more than <see cref="Days"/> after it.</summary>
    public static readonly DateOnly FirstDay = new(2025, 1, 6);

    /// <summary>The span of days that events are drawn from.</summary>
    public const int Days = 300;

    private static readonly int[] Hours = [8, 10, 10, 17, 18];
    private static readonly string[] Instruments = ["WAI-SR", "wai-sr", "SRS", "ORS", "PHQ-9", "Sleep diary", "Goals"];
    private static readonly double[] Amounts = [0, 20, 40, 80, 80, 33.3];

    private readonly Random _random;
    private readonly ClinicCalendar _calendar;

    private RandomEpisodes(int seed, ClinicCalendar? calendar)
    {
        _random = new Random(seed);
        _calendar = calendar ?? ClinicCalendar.Utc;
    }

    /// <summary>The episode of a seed, with bare days in a clinic's zone (UTC by default).</summary>
    public static Episode Create(int seed, ClinicCalendar? calendar = null) => new RandomEpisodes(seed, calendar).Episode(seed);

    /// <summary>The episodes of seeds 0, 1, 2 and so on.</summary>
    public static IEnumerable<Episode> Many(int count, ClinicCalendar? calendar = null) => Enumerable.Range(0, count).Select(seed => Create(seed, calendar));

    /// <summary>The same episode with the records of every list in another order.</summary>
    public static Episode Shuffled(Episode episode, int seed)
    {
        ArgumentNullException.ThrowIfNull(episode);
        var random = new Random(seed);
        return episode with
        {
            Appointments = Shuffle(episode.Appointments),
            Measures = episode.Measures is { } measures ? Shuffle(measures) : null,
            Payments = episode.Payments is { } payments ? Shuffle(payments) : null,
            Contacts = episode.Contacts is { } contacts ? Shuffle(contacts) : null,
        };

        T[] Shuffle<T>(IReadOnlyList<T> list)
        {
            var array = list.ToArray();
            random.Shuffle(array);
            return array;
        }
    }

    private Episode Episode(int seed)
    {
        var start = _random.Next(40);
        return new Episode
        {
            EpisodeId = $"e-{seed}",
            ClientId = $"c-{seed}",
            StartedOn = Chance(0.7) ? Day(start) : Instant(start),
            ReferredOn = Maybe(0.5, () => Day(_random.Next(start + 1))),
            End = Chance(0.5) ? End() : null,
            TherapistId = MaybeText(0.5, "t1", "t2"),
            Treatment = MaybeText(0.7, "CBT", "IPT", "EMDR"),
            Format = Maybe(0.7, Any<TreatmentFormat>),
            Payer = Maybe(0.7, Any<Payer>),
            AgeAtStart = Maybe(0.7, () => (double)_random.Next(12, 90)),
            DistanceKm = Maybe(0.7, () => _random.Next(500) / 10.0),
            Copay = Maybe(0.7, () => (double)_random.Next(50)),
            PriorEpisodes = Maybe(0.3, () => (double)_random.Next(3)),
            PriorDropouts = Maybe(0.3, () => (double)_random.Next(2)),
            Covariates = Attributes(("x_employment", ["full time", "part time", "none"]), ("x_severity_rating", ["1", "2.5", "4"])),
            AuditAttributes = Attributes(("s_gender", ["f", "m", "d"]), ("s_region", ["north", "south"])),
            Appointments = Appointments(start),
            Measures = List(0.8, 12, Measure),
            Payments = List(0.7, 12, Payment),
            Contacts = List(0.7, 12, Contact),
        };
    }

    private EpisodeEnd End() => new(
        AnyTime(_random.Next(Days)),
        Maybe(0.9, Any<EndReason>),
        Maybe(0.4, () => AnyTime(_random.Next(Days))));

    private Appointment[] Appointments(int start)
    {
        // Some exports never say when something was booked, cancelled or by whom; some always do; most are mixed.
        double booked = Rate(), timed = Rate(), by = Rate(), bareDays = Rate(), attended = _random.NextDouble();
        var last = start + _random.Next(Days - start);
        return [.. Enumerable.Range(0, _random.Next(25)).Select(i => Appointment(i, start, last, booked, timed, by, bareDays, attended))];
    }

    private Appointment Appointment(int number, int start, int last, double booked, double timed, double by, double bareDays, double attended)
    {
        var day = _random.Next(Math.Max(0, start - 3), last + 1);
        var status = Chance(attended) ? AppointmentStatus.Fulfilled : Any<AppointmentStatus>();
        var startsAt = Chance(bareDays) ? Day(day) : Instant(day);
        return new Appointment
        {
            AppointmentId = $"a-{number}",
            StartsAt = startsAt,
            Status = status,
            BookedAt = Chance(booked) ? BookedAt(day) : null,
            CancelledBy = status == AppointmentStatus.Cancelled && Chance(by) ? Any<CancelledBy>() : null,
            StatusAt = Chance(timed) ? StatusAt(status, day) : null,
            Delivery = Maybe(0.6, Any<Delivery>),
            TherapistId = MaybeText(0.6, "t1", "t2", "t3"),
            DurationMinutes = Maybe(0.6, () => 30.0 + (15 * _random.Next(4))),
            ReminderSentAt = Maybe(0.4, () => AnyTime(Math.Max(0, day - _random.Next(5)))),
            ConfirmedAt = Maybe(0.4, () => AnyTime(Math.Max(0, day - _random.Next(5)))),
        };
    }

    /// <summary>Weeks ahead or the same day, and now and then entered afterwards.</summary>
    private Moment BookedAt(int day) => AnyTime(Math.Max(0, day + (Chance(0.1) ? _random.Next(3) : -_random.Next(30))));

    /// <summary>Cancellations come early or late; the rest is told around the session or afterwards.</summary>
    private Moment StatusAt(AppointmentStatus status, int day) => status == AppointmentStatus.Cancelled
        ? AnyTime(Math.Max(0, day - _random.Next(10)))
        : AnyTime(day + (Chance(0.7) ? 0 : _random.Next(60)));

    private Measure Measure() => new()
    {
        TakenAt = AnyTime(_random.Next(Days)),
        Instrument = OneOf(Instruments),
        Rater = MaybeText(0.5, "client", "therapist", "Therapist"),
        Scale = MaybeText(0.4, "total", "task", "bond"),
        Score = _random.Next(10, 41),
    };

    private Payment Payment() => new()
    {
        OccurredAt = AnyTime(_random.Next(Days)),
        Kind = Chance(0.6) ? (Chance(0.5) ? PaymentKind.Charge : PaymentKind.Payment) : Any<PaymentKind>(),
        Amount = Maybe(0.97, () => OneOf(Amounts)),
        DueOn = Maybe(0.5, () => Day(_random.Next(Days))),
    };

    private Contact Contact()
    {
        var day = _random.Next(Days);
        return new Contact
        {
            OccurredAt = AnyTime(day),
            Channel = MaybeText(0.5, "sms", "phone"),
            Direction = Maybe(0.9, Any<ContactDirection>),
            Purpose = Maybe(0.8, Any<ContactPurpose>),
            AnsweredAt = Maybe(0.4, () => AnyTime(day + _random.Next(5))),
        };
    }
}
