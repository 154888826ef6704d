using System.Numerics;

namespace Predictor.Simulation.Course;

/// <summary>
/// All that matters for what comes next in an episode: copied, it can be played on from any moment. Times are minutes since <see cref="Clock.Epoch"/>.
/// </summary>
internal struct CourseState
{
    /// <summary>The last event.</summary>
    public int Now;

    public NextEvent Next;

    public int NextAt;

    /// <summary>Start of the appointment that is booked, and when it was booked.</summary>
    public int SessionAt;

    public int BookedAt;

    /// <summary>When it would be cancelled late, if it is.</summary>
    public int LateAt;

    public bool IsReminded;

    public bool IsConfirmed;

    /// <summary>Number of the booked appointment among those that the clinic did not cancel, from 1 on.</summary>
    public int Appointment;

    /// <summary>The visit of a programme that is next.</summary>
    public int Visit;

    public int Attended;

    /// <summary>Appointments missed or cancelled by the client since the last session.</summary>
    public int MissesInARow;

    /// <summary>Weekly occasions without appointment since the last session.</summary>
    public int WeeksUnbooked;

    /// <summary>The last session, or before the first one the first appointment: what being gone is counted from.</summary>
    public int Anchor;

    public int Planned;

    public double Motivation;

    /// <summary>In standard deviations around the usual.</summary>
    public double Alliance;

    public Rupture Rupture;

    /// <summary>Symptoms in standard deviations: above 0 is worse than the usual at the start.</summary>
    public double Symptoms;

    public double SymptomsAtStart;

    /// <summary>What the client owes.</summary>
    public int Owed;

    public int DeclinedAt;

    public bool HasPlan;

    public bool IsLapsed;

    public bool HasMissedFee;

    public bool IsTelehealth;

    /// <summary>Of the appointment that is booked.</summary>
    public Delivery Delivery;

    /// <summary>What is asked where <see cref="Next"/> is a booking, and whether the client answered the call before it.</summary>
    public BookingOccasion Occasion;

    public bool IsAnswered;

    public EndKind End;

    private const int RecentVisits = 4;

    /// <summary>The last four due appointments, one bit each, set where it was missed; the last one is the lowest.</summary>
    private int _missed;

    public readonly bool IsOver => End != EndKind.None;

    /// <summary>Whether the next event is for the caller to settle.</summary>
    public readonly bool IsOpen => Next is NextEvent.Session or NextEvent.Booking;

    /// <summary>Appointments missed among the last four that were kept or missed.</summary>
    public readonly int RecentMisses => BitOperations.PopCount((uint)_missed);

    public void Remember(bool isMissed)
    {
        MissesInARow = isMissed ? MissesInARow + 1 : 0;
        _missed = ((_missed << 1) | (isMissed ? 1 : 0)) & ((1 << RecentVisits) - 1);
    }
}
