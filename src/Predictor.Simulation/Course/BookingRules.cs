using Predictor.Simulation.Drawing;
using Predictor.Simulation.Presets;
using Predictor.Simulation.Records;
using Predictor.Trees.Numerics;

namespace Predictor.Simulation.Course;

/// <summary>Whether the client takes another appointment, when it is, and what can happen to it until the session.</summary>
internal sealed class BookingRules(CourseParameters p, Episode episode)
{
    private const int LateBookings = Clock.Day;
    private const int BondSessions = 6;

    private readonly bool _isReminding = !p.IsProgramme && People.Practice.Reminds(episode.Therapist.Clinic);

    /// <summary>Leaves open whether the client takes another appointment, for the caller to branch on.</summary>
    public static void Ask(ref CourseState state, BookingOccasion occasion) => (state.Next, state.NextAt, state.Occasion) = (NextEvent.Booking, state.Now, occasion);

    public static void WaitForFollowUp(ref CourseState state, int at) => (state.Next, state.NextAt) = (NextEvent.FollowUp, at);

    /// <summary>The chance that the client takes another appointment where that is open.</summary>
    public double Chance(in CourseState state)
    {
        var x = p.PropensityOnBooking * Propensity.Of(state, episode, p);
        switch (state.Occasion)
        {
            case BookingOccasion.SessionEnd:
                x += p.BookAtEnd[Math.Min(state.Attended, p.BookAtEnd.Length) - 1];
                break;
            case BookingOccasion.Cancellation:
                x += p.BookAtCancellation;
                break;
            default:
                // The week was counted as the call was made.
                var weeks = state.WeeksUnbooked - 1;
                if (weeks >= p.BookAgain.Length) return 0;
                x += p.BookAgain[weeks] + (p.Bond * Math.Min(state.Attended, BondSessions)) + (p.MissOnBooking * Math.Max(0, state.MissesInARow - 1)) + (state.IsAnswered ? p.Answered : 0);
                break;
        }

        return StableMath.Sigmoid(x);
    }

    public void TakeUp(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        switch (state.Occasion)
        {
            case BookingOccasion.SessionEnd:
                // Holidays and illness of the therapist make some gaps longer.
                var weeks = (episode.IsFortnightly ? 2 : 1) + (random.Chance(p.LongGap) ? random.Whole(1, 4) : 0);
                Book(ref state, state.SessionAt + (weeks * Clock.Week), ref random, records);
                break;
            case BookingOccasion.Cancellation:
                BookWeekLater(ref state, ref random, records);
                break;
            default:
                Book(ref state, state.IsTelehealth ? Soon(state.Now, random.Whole(1, 5)) : OnSlot(state.Now + random.Whole(2 * Clock.Day, 9 * Clock.Day)), ref random, records);
                break;
        }
    }

    public static void Forgo(ref CourseState state, ref RandomStream random) => WaitForFollowUp(
        ref state,
        state.Occasion switch
        {
            BookingOccasion.SessionEnd => state.Now + Clock.Week - random.Whole(1, 20 * Clock.Hour),
            BookingOccasion.Cancellation => state.SessionAt + random.Whole(2 * Clock.Hour, 30 * Clock.Hour),
            _ => state.Now + Clock.Week,
        });

    /// <summary>Books the first appointment, near a moment.</summary>
    public void BookFirst(ref CourseState state, int at, ref RandomStream random, Recorder? records) =>
        Book(ref state, Math.Max(state.Now + (2 * Clock.Hour), OnSlot(at)), ref random, records);

    public void BookWeekLater(ref CourseState state, ref RandomStream random, Recorder? records) => Book(ref state, state.SessionAt + Clock.Week, ref random, records);

    /// <summary>Goes to the next thing that can happen to the booked appointment and lies ahead.</summary>
    public void Advance(ref CourseState state)
    {
        if (state.Next == NextEvent.EarlyCancellation)
        {
            (state.Next, state.NextAt) = (NextEvent.Reminder, state.SessionAt - LateBookings);
            if (_isReminding && state.NextAt > state.Now) return;
        }

        if (state.Next == NextEvent.Reminder)
        {
            (state.Next, state.NextAt) = (NextEvent.LateCancellation, state.LateAt);
            if (!p.IsProgramme && state.NextAt > state.Now) return;
        }

        (state.Next, state.NextAt) = (NextEvent.Session, state.SessionAt);
    }

    private void Book(ref CourseState state, int sessionAt, ref RandomStream random, Recorder? records)
    {
        state.SessionAt = sessionAt;
        state.BookedAt = state.Now;
        state.Appointment++;
        state.IsReminded = false;
        state.IsConfirmed = false;
        state.LateAt = sessionAt - random.Whole(2 * Clock.Hour, 22 * Clock.Hour);
        state.Delivery = state.IsTelehealth && episode.Delivery == Delivery.InPerson ? Delivery.Video : episode.Delivery;
        records?.Booked(state.Now, sessionAt, state.Delivery);
        var early = sessionAt - random.Whole(26 * Clock.Hour, 5 * Clock.Day);
        (state.Next, state.NextAt) = (NextEvent.EarlyCancellation, early);
        if (p.IsProgramme || early <= state.Now) Advance(ref state);
    }

    /// <summary>The client's regular hour some days ahead, from Monday to Friday: without a way to go, any hour will do (assumption).</summary>
    private int Soon(int now, int days)
    {
        var day = Clock.DayOf(now) + days;
        if (day % 7 >= 5) day += 2;
        return (day * Clock.Day) + (episode.Slot % Clock.Day);
    }

    /// <summary>The client's regular time in the week of a moment, or a week later where that is past.</summary>
    private int OnSlot(int at)
    {
        var slot = (at / Clock.Week * Clock.Week) + episode.Slot;
        return slot >= at ? slot : slot + Clock.Week;
    }
}
