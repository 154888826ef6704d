using Predictor.Care.Episodes;
using Predictor.Care.Time;

namespace Predictor.Risk.Features.State;

/// <summary>When and how the sessions were: gaps, lead times, time of day, delivery, therapists.</summary>
internal sealed class SessionState(ClinicCalendar calendar, int inactivityDays, string? firstTherapist)
{
    private const int EveningHour = 17;

    /// <summary>How long a session is taken to be where it does not say so.</summary>
    private const int UsualMinutes = 60;

    private readonly int[] _byWeekday = new int[7];
    private RunningMoments _gaps;
    private RunningMoments _leads;
    private int _timed;
    private int _evenings;
    private int _weekends;
    private int _appointments;
    private int _delivered;
    private int _remote;
    private string? _therapist = firstTherapist;
    private Delivery? _delivery;
    private long? _lastSession;
    private long _lastEnd = long.MinValue;

    /// <summary>Days from booking to start of the last settled appointment; NaN where unknown.</summary>
    public double LastLead { get; private set; } = double.NaN;

    public double MeanLead => _leads.MeanOrMissing;

    /// <summary>Days between the last two attended sessions; NaN with fewer.</summary>
    public double LastGap { get; private set; } = double.NaN;

    public double LongestGap { get; private set; } = double.NaN;

    public double MeanGap => _gaps.MeanOrMissing;

    public double GapDeviation => _gaps.Deviation;

    /// <summary>Sessions after a gap longer than the inactivity limit.</summary>
    public int Returns { get; private set; }

    public int DeliveryChanges { get; private set; }

    /// <summary>True once an attended session has said with whom it was.</summary>
    public bool TellsTherapist { get; private set; }

    public int TherapistChanges { get; private set; }

    public long? LastTherapistChange { get; private set; }

    /// <summary>1 where the next session was booked by the end of the last one, 0 where not so far, NaN where bookings are not told.</summary>
    public double RebookedAtLast { get; private set; } = double.NaN;

    public double LastDuration { get; private set; } = double.NaN;

    public Delivery? LastDelivery => _delivery;

    public double EveningShare => Share(_evenings, _timed);

    public double WeekendShare => Share(_weekends, _appointments);

    public double RemoteShare => Share(_remote, _delivered);

    /// <summary>How many of the appointments fell on the most frequent weekday.</summary>
    public double WeekdayRegularity => Share(_byWeekday.Max(), _appointments);

    /// <summary>True for an instant whose time of day is an evening.</summary>
    public static bool IsEvening(ClinicCalendar calendar, Moment moment) => calendar.Local(moment.EarliestTicks).Hour >= EveningHour;

    public static bool IsWeekend(ClinicCalendar calendar, Moment moment) => calendar.DayOf(moment).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    public void Apply(Appointment appointment, DiaryState diary, long known)
    {
        if (appointment.BookedAt is { } booked)
        {
            LastLead = Span.Days(booked.Ticks, Math.Max(booked.Ticks, appointment.StartsAt.Ticks));
            _leads.Add(LastLead);
        }

        if (appointment.Status == AppointmentStatus.Cancelled) return;
        _appointments++;
        _byWeekday[(int)calendar.DayOf(appointment.StartsAt).DayOfWeek]++;
        if (IsWeekend(calendar, appointment.StartsAt)) _weekends++;
        if (!appointment.StartsAt.IsDay)
        {
            _timed++;
            if (IsEvening(calendar, appointment.StartsAt)) _evenings++;
        }

        if (appointment.Status == AppointmentStatus.Fulfilled) Attend(appointment, diary, known);
    }

    /// <summary>An appointment was booked: before the last session has ended, that counts as booked at it.</summary>
    public void Booked(long ticks)
    {
        if (RebookedAtLast == 0 && ticks <= _lastEnd) RebookedAtLast = 1;
    }

    private static double Share(int part, int whole) => whole == 0 ? double.NaN : part / (double)whole;

    private void Attend(Appointment appointment, DiaryState diary, long known)
    {
        var start = appointment.StartsAt.Ticks;
        if (_lastSession is { } last && start > last)
        {
            LastGap = Span.Days(last, start);
            LongestGap = double.IsNaN(LongestGap) ? LastGap : Math.Max(LongestGap, LastGap);
            _gaps.Add(LastGap);
            if (start > calendar.AddDays(last, inactivityDays)) Returns++;
        }

        _lastSession = _lastSession > start ? _lastSession : start;
        LastDuration = appointment.DurationMinutes ?? LastDuration;
        _lastEnd = start + (long)((appointment.DurationMinutes ?? UsualMinutes) * TimeSpan.TicksPerMinute);
        RebookedAtLast = diary.TellsBookings ? (diary.Next(known) is null ? 0 : 1) : double.NaN;
        Deliver(appointment.Delivery);
        if (appointment.TherapistId is not { } therapist) return;
        TellsTherapist = true;
        if (_therapist is not null && therapist != _therapist)
        {
            TherapistChanges++;
            LastTherapistChange = known;
        }

        _therapist = therapist;
    }

    private void Deliver(Delivery? delivery)
    {
        if (delivery is null) return;
        _delivered++;
        if (delivery is Delivery.Video or Delivery.Phone) _remote++;
        if (_delivery is not null && delivery != _delivery) DeliveryChanges++;
        _delivery = delivery;
    }
}
