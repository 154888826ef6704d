using Predictor.Simulation.Drawing;
using Predictor.Simulation.Presets;
using Predictor.Simulation.Records;
using Predictor.Trees.Numerics;

namespace Predictor.Simulation.Course;

/// <summary>
/// How an episode goes on, event by event. There is no hidden decision to leave: clients leave by not booking and not coming, again and again, so that what
/// the state tells of the future is all that could be known.
/// </summary>
internal sealed class CourseRules(CourseParameters p, Episode episode)
{
    private const int LateBookings = Clock.Day;
    private const int LongLead = 28 * Clock.Day;
    private const int SilenceWeeks = 8;
    private const int CompletedDays = 28;

    private readonly SessionRules _sessions = new(p, episode);

    public Episode Episode { get; } = episode;

    /// <summary>The state as the first appointment has been booked.</summary>
    public CourseState Start(ref RandomStream random, Recorder? records)
    {
        var symptoms = random.Normal();
        var state = new CourseState
        {
            Now = Episode.StartedAt,
            Planned = Math.Clamp((int)Math.Round(random.Lognormal(p.PlannedMedian, p.PlannedSigma)), 3, 60),
            Motivation = random.Normal(),
            Alliance = 0.3 * random.Normal(),
            Symptoms = symptoms,
            SymptomsAtStart = symptoms,
            DeclinedAt = Clock.Never,
            IsTelehealth = Episode.Delivery != "in_person",
        };
        var first = Episode.StartedAt + (int)(Episode.WeeksOfWaiting * Clock.Week);
        Book(ref state, Math.Max(Episode.StartedAt + (2 * Clock.Hour), OnSlot(first)), ref random, records);
        state.Anchor = state.SessionAt;
        return state;
    }

    /// <summary>The chance that the client comes to the session that is due.</summary>
    public double KeepsChance(in CourseState state)
    {
        var misses = Math.Min(state.MissesInARow, p.KeepAfterMisses.Length - 1);
        var x = p.KeepAfterMisses[misses] + (p.PropensityOnKeeping * Propensity.Of(state, Episode, p));
        if (state.Appointment <= p.KeepEarly.Length) x += p.KeepEarly[state.Appointment - 1];
        if (state.Attended == 0) x += p.WeekOfWaiting * Episode.WeeksOfWaiting;
        if (!p.IsProgramme && state.SessionAt - state.BookedAt > LongLead) x += p.LongLead;
        if (state.IsReminded) x += p.Reminder;
        if (state.IsConfirmed) x += p.Confirmed;
        if (Episode.Delivery == "phone") x += p.Phone;
        if (Episode.Delivery == "video") x += p.Video;
        return StableMath.Sigmoid(x);
    }

    /// <summary>Plays the next event, the session aside: that is for the caller to branch on.</summary>
    public void Play(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        state.Now = state.NextAt;
        switch (state.Next)
        {
            case NextEvent.EarlyCancellation:
                if (random.Chance(p.ClinicCancels) && state.Attended > 0) Cancel(ref state, isByClinic: true, ref random, records);
                else if (random.Chance(Adjusted(p.CancelsEarly, state))) Cancel(ref state, isByClinic: false, ref random, records);
                else Advance(ref state);
                break;
            case NextEvent.Reminder:
                state.IsReminded = true;
                records?.Reminded(state.Now);
                if (random.Chance(StableMath.Sigmoid(0.4 + (0.4 * Propensity.Of(state, Episode, p)))))
                {
                    state.IsConfirmed = true;
                    records?.Confirmed(state.Now);
                }

                Advance(ref state);
                break;
            case NextEvent.LateCancellation:
                if (random.Chance(Adjusted(p.CancelsLate, state))) Cancel(ref state, isByClinic: false, ref random, records);
                else Advance(ref state);
                break;
            case NextEvent.FollowUp:
                FollowUp(ref state, ref random, records);
                break;
            default:
                throw new InvalidOperationException($"There is nothing to play: {state.Next}.");
        }
    }

    /// <summary>The client comes.</summary>
    public void Attend(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        state.Now = state.NextAt;
        state.Anchor = state.Now;
        state.Attended++;
        state.MissesInARow = 0;
        state.WeeksUnbooked = 0;
        state.HasMissedFee = false;
        records?.Outcome("fulfilled", state.Now, isByClinic: false);
        _sessions.Hold(ref state, ref random, records);
        if (p.IsProgramme) NextVisit(ref state, ref random, records);
        else AfterSession(ref state, ref random, records);
    }

    /// <summary>The client does not come.</summary>
    public void Miss(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        state.Now = state.NextAt;
        state.MissesInARow++;
        records?.Outcome("noshow", state.Now, isByClinic: false);
        if (p.IsProgramme)
        {
            NextVisit(ref state, ref random, records);
            return;
        }

        if (Episode.Client.Fee > 0 && state.Attended > 0 && random.Chance(0.3))
        {
            state.HasMissedFee = true;
            state.Owed += Episode.Client.Fee;
            records?.Payment("fee_missed_session", Episode.Client.Fee, null);
        }

        WaitForFollowUp(ref state, state.Now + random.Whole(2 * Clock.Hour, 30 * Clock.Hour));
    }

    private static void WaitForFollowUp(ref CourseState state, int at) => (state.Next, state.NextAt) = (NextEvent.FollowUp, at);

    private static void End(ref CourseState state, EndKind kind, int recordedAt, Recorder? records)
    {
        state.End = kind;
        state.Next = NextEvent.None;
        records?.Ended(kind, state.Now, recordedAt);
    }

    private double Adjusted(double chance, in CourseState state) => Math.Min(0.5, chance * StableMath.Exp(-0.5 * Propensity.Of(state, Episode, p)));

    private void AfterSession(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        if (state.Attended >= state.Planned)
        {
            End(ref state, random.Chance(0.75) ? EndKind.Completed : EndKind.Mutual, state.Now + (random.Whole(0, 5) * Clock.Day), records);
            return;
        }

        if (random.Chance(p.Moves))
        {
            End(ref state, random.Chance(0.5) ? EndKind.Moved : EndKind.Transferred, state.Now + (random.Whole(0, 5) * Clock.Day), records);
            return;
        }

        var books = p.BookAtEnd[Math.Min(state.Attended, p.BookAtEnd.Length) - 1] + (p.PropensityOnBooking * Propensity.Of(state, Episode, p));
        if (random.Chance(StableMath.Sigmoid(books))) BookRegular(ref state, ref random, records);
        else WaitForFollowUp(ref state, state.Now + Clock.Week - random.Whole(1, 20 * Clock.Hour));
    }

    /// <summary>A call where there is no appointment, an end where there is reason for one, or a new booking.</summary>
    private void FollowUp(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        var weeks = state.WeeksUnbooked++;
        var isAnswered = false;
        if (random.Chance(weeks < 4 ? 0.6 : 0.15))
        {
            isAnswered = random.Chance(StableMath.Sigmoid(-0.2 + (0.6 * Propensity.Of(state, Episode, p))));
            records?.Contact(random.Chance(0.6) ? "phone" : "sms", weeks == 0 ? "check_in" : "outreach", state.Now, isAnswered);
        }

        if (random.Chance(p.Moves))
        {
            End(ref state, EndKind.Moved, state.Now, records);
            return;
        }

        if (isAnswered && random.Chance(p.SaysStop))
        {
            End(ref state, EndKind.ClientStopped, state.Now, records);
            return;
        }

        if (state.Now - state.Anchor >= SilenceWeeks * Clock.Week && random.Chance(p.ClosesForSilence))
        {
            End(ref state, EndKind.Administrative, state.Now, records);
            return;
        }

        if (weeks < p.BookAgain.Length)
        {
            var again = p.BookAgain[weeks] + (p.Bond * Math.Min(state.Attended, 6)) + (p.PropensityOnBooking * Propensity.Of(state, Episode, p))
                - (0.5 * Math.Max(0, state.MissesInARow - 1)) + (isAnswered ? p.Answered : 0);
            if (random.Chance(StableMath.Sigmoid(again)))
            {
                Book(ref state, OnSlot(state.Now + random.Whole(2 * Clock.Day, 9 * Clock.Day)), ref random, records);
                return;
            }
        }

        WaitForFollowUp(ref state, state.Now + Clock.Week);
    }

    private void Cancel(ref CourseState state, bool isByClinic, ref RandomStream random, Recorder? records)
    {
        records?.Outcome("cancelled", state.Now, isByClinic);
        if (isByClinic)
        {
            state.Appointment--;
            Book(ref state, state.SessionAt + Clock.Week, ref random, records);
            return;
        }

        state.MissesInARow++;
        var again = 0.9 + (p.PropensityOnBooking * Propensity.Of(state, Episode, p));
        if (random.Chance(StableMath.Sigmoid(again))) Book(ref state, state.SessionAt + Clock.Week, ref random, records);
        else WaitForFollowUp(ref state, state.SessionAt + random.Whole(2 * Clock.Hour, 30 * Clock.Hour));
    }

    private void BookRegular(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        // Holidays and illness of the therapist make some gaps longer.
        var weeks = (Episode.IsFortnightly ? 2 : 1) + (random.Chance(0.04) ? random.Whole(1, 3) : 0);
        Book(ref state, state.SessionAt + (weeks * Clock.Week), ref random, records);
    }

    private void NextVisit(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        state.Visit++;
        if (state.Visit < p.ProgrammeVisits)
        {
            Book(ref state, state.SessionAt + Clock.Week, ref random, records);
        }
        else if (state.Attended > 0 && state.Now - state.Anchor <= CompletedDays * Clock.Day)
        {
            End(ref state, EndKind.Completed, state.Now, records);
        }
        else
        {
            state.Next = NextEvent.None;
        }
    }

    private void Book(ref CourseState state, int sessionAt, ref RandomStream random, Recorder? records)
    {
        state.SessionAt = sessionAt;
        state.BookedAt = state.Now;
        state.Appointment++;
        state.IsReminded = false;
        state.IsConfirmed = false;
        state.LateAt = sessionAt - random.Whole(2 * Clock.Hour, 22 * Clock.Hour);
        records?.Booked(state.Now, sessionAt, state.IsTelehealth ? (Episode.Delivery == "in_person" ? "video" : Episode.Delivery) : "in_person");
        var early = sessionAt - random.Whole(26 * Clock.Hour, 5 * Clock.Day);
        (state.Next, state.NextAt) = (NextEvent.EarlyCancellation, early);
        if (p.IsProgramme || early <= state.Now) Advance(ref state);
    }

    /// <summary>Goes to the next thing that can happen to the booked appointment and lies ahead.</summary>
    private void Advance(ref CourseState state)
    {
        if (state.Next == NextEvent.EarlyCancellation)
        {
            (state.Next, state.NextAt) = (NextEvent.Reminder, state.SessionAt - LateBookings);
            if (!p.IsProgramme && People.Practice.Reminds(Episode.Therapist.Clinic) && state.NextAt > state.Now) return;
        }

        if (state.Next == NextEvent.Reminder)
        {
            (state.Next, state.NextAt) = (NextEvent.LateCancellation, state.LateAt);
            if (!p.IsProgramme && state.NextAt > state.Now) return;
        }

        (state.Next, state.NextAt) = (NextEvent.Session, state.SessionAt);
    }

    /// <summary>The client's regular time in the week of a moment, or a week later where that is past.</summary>
    private int OnSlot(int at)
    {
        var slot = (at / Clock.Week * Clock.Week) + Episode.Slot;
        return slot >= at ? slot : slot + Clock.Week;
    }
}
