using Predictor.Care.Episodes;
using Predictor.Care.Instruments;
using Predictor.Care.Time;
using Predictor.Care.Timelines;

namespace Predictor.Risk.Features.State;

/// <summary>
/// All that the features of one episode are computed from, folded event by event. Training folds a timeline once and stops at every
/// landmark; serving folds the same code and stops once.
/// </summary>
internal sealed class FeatureState
{
    private readonly PipelineOptions _options;
    private readonly GenericScores _generic = new();

    public FeatureState(Episode episode, PipelineOptions options)
    {
        Episode = episode;
        _options = options;
        Diary = new DiaryState(episode.Appointments);
        Sessions = new SessionState(options.Calendar, options.Outcome.InactivityDays, episode.TherapistId);
    }

    /// <summary>
    /// The episode with its records. Features may read only what was known at the start from it; everything else has to come from the
    /// folded states.
    /// </summary>
    public Episode Episode { get; }

    /// <summary>The instant the features are for, in UTC ticks.</summary>
    public long Now { get; set; }

    public ClinicCalendar Calendar => _options.Calendar;

    public InstrumentCatalogue Instruments => _options.Instruments;

    public AttendanceState Attendance { get; } = new();

    public DiaryState Diary { get; }

    public SessionState Sessions { get; }

    public AllianceState Alliance { get; } = new();

    public OutcomeState Outcome { get; } = new();

    public PaymentState Payments { get; } = new();

    public ContactState Contacts { get; } = new();

    /// <summary>The next appointment; null where there is none or where bookings are not told.</summary>
    public Appointment? Next => Diary.TellsBookings ? Diary.Next(Now) : null;

    /// <summary>The scores so far of an instrument that is not known by name; null before the first.</summary>
    public MeasureSeries? Generic(GenericMeasure measure) => _generic.Of(measure);

    public void Apply(CareEvent happened)
    {
        switch (happened.Kind)
        {
            case CareEventKind.Booked:
                Diary.Book(happened.Index);
                if (Episode.Appointments[happened.Index].BookedAt is not null) Sessions.Booked(happened.Ticks);
                break;
            case CareEventKind.ReminderSent:
                Diary.Remind();
                break;
            case CareEventKind.Confirmed:
                Diary.Confirm(happened.Index);
                break;
            case CareEventKind.Outcome:
                Settle(happened);
                break;
            case CareEventKind.Measured:
                Score(Episode.Measures![happened.Index]);
                break;
            case CareEventKind.Paid:
                Payments.Apply(Episode.Payments![happened.Index]);
                break;
            case CareEventKind.Contacted:
                Contacts.Contacted(Episode.Contacts![happened.Index]);
                break;
            case CareEventKind.ContactAnswered:
                Contacts.Answered(Episode.Contacts![happened.Index], happened.Ticks);
                break;
            case CareEventKind.Ended:
                // No landmark lies at or after the known end, so no feature may tell of it.
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happened), happened.Kind, "Unknown kind of event.");
        }
    }

    private void Settle(CareEvent happened)
    {
        var appointment = Episode.Appointments[happened.Index];
        Diary.Settle(happened.Index, happened.Ticks);
        Attendance.Apply(appointment, happened.Ticks, _options.LateNoticeHours);
        Sessions.Apply(appointment, Diary, happened.Ticks);
    }

    private void Score(Measure measure)
    {
        var ticks = measure.TakenAt.Ticks;
        var isOfTherapist = string.Equals(measure.Rater, "therapist", StringComparison.OrdinalIgnoreCase);
        if (GenericMeasure.IsGeneric(measure, _options.Instruments, out var instrument))
        {
            _generic.Apply(measure);
        }
        else if (instrument.Kind == InstrumentKind.Alliance)
        {
            Alliance.Apply(instrument, isOfTherapist, measure.Score, ticks);
        }
        else
        {
            Outcome.Apply(instrument, measure.Score, ticks);
        }
    }
}
