using Predictor.Simulation.Drawing;
using Predictor.Simulation.Presets;
using Predictor.Simulation.Records;
using Predictor.Trees.Numerics;

namespace Predictor.Simulation.Course;

/// <summary>
/// How an episode goes on, event by event. There is no hidden decision to leave: clients leave by not booking and not coming, again and again, so that what
/// the state tells of the future is all that could be known. Coming and booking are for the caller to settle, who may draw or weigh them.
/// </summary>
internal sealed class CourseRules(CourseParameters p, Episode episode)
{
    private const int LongLead = 28 * Clock.Day;
    private const int SilenceWeeks = 8;
    private const int CompletedDays = 28;
    private const int WeeksOfCalls = 4;

    private readonly SessionRules _sessions = new(p, episode);
    private readonly BookingRules _bookings = new(p, episode);

    public Episode Episode { get; } = episode;

    /// <summary>The state as the first appointment has been booked.</summary>
    public CourseState Start(ref RandomStream random, Recorder? records)
    {
        var symptoms = random.Normal();
        var state = new CourseState
        {
            Now = Episode.StartedAt,
            Planned = DrawPlanned(p, ref random),
            Motivation = random.Normal(),
            Alliance = 0.3 * random.Normal(),
            Symptoms = symptoms,
            SymptomsAtStart = symptoms,
            DeclinedAt = Clock.Never,
            IsTelehealth = Episode.Delivery != Delivery.InPerson,
        };
        _bookings.BookFirst(ref state, Episode.StartedAt + (int)(Episode.WeeksOfWaiting * Clock.Week), ref random, records);
        state.Anchor = state.SessionAt;
        return state;
    }

    public static int DrawPlanned(CourseParameters p, ref RandomStream random) => Math.Clamp((int)Math.Round(random.Lognormal(p.PlannedMedian, p.PlannedSigma)), 3, 60);

    /// <summary>Plays the next event, where it is not open.</summary>
    public void Play(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        state.Now = state.NextAt;
        switch (state.Next)
        {
            case NextEvent.EarlyCancellation:
                if (random.Chance(p.ClinicCancels) && state.Attended > 0) CancelByClinic(ref state, ref random, records);
                else if (random.Chance(CancelsChance(state, isLate: false))) CancelByClient(ref state, records);
                else _bookings.Advance(ref state);
                break;
            case NextEvent.Reminder:
                Remind(ref state, ref random, records);
                break;
            case NextEvent.LateCancellation:
                if (random.Chance(CancelsChance(state, isLate: true))) CancelByClient(ref state, records);
                else _bookings.Advance(ref state);
                break;
            case NextEvent.FollowUp:
                FollowUp(ref state, ref random, records);
                break;
            default:
                throw new InvalidOperationException($"There is nothing to play: {state.Next}.");
        }
    }

    /// <summary>Where it is open, the chance that the client comes to the session that is due, or takes another appointment.</summary>
    public double Chance(in CourseState state) => state.Next == NextEvent.Session ? KeepsChance(state) : _bookings.Chance(state);

    /// <summary>The client comes, or takes another appointment.</summary>
    public void TakeUp(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        if (state.Next == NextEvent.Session) Attend(ref state, ref random, records);
        else _bookings.TakeUp(ref state, ref random, records);
    }

    /// <summary>The client does not come, or takes no other appointment for now.</summary>
    public void Forgo(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        if (state.Next == NextEvent.Session) Miss(ref state, ref random, records);
        else BookingRules.Forgo(ref state, ref random);
    }

    private static void End(ref CourseState state, EndKind kind, int recordedAt, Recorder? records)
    {
        state.End = kind;
        state.Next = NextEvent.None;
        records?.Ended(kind, state.Now, recordedAt);
    }

    /// <summary>The chance that the client cancels days ahead, or at short notice, where that is the next event.</summary>
    public double CancelsChance(in CourseState state, bool isLate) => Math.Min(0.5, (isLate ? p.CancelsLate : p.CancelsEarly) * StableMath.Exp(-0.5 * Propensity.Of(state, Episode, p)));

    /// <summary>The chance that a reminder is confirmed.</summary>
    public double ConfirmsChance(in CourseState state) => StableMath.Sigmoid(0.4 + (0.4 * Propensity.Of(state, Episode, p)));

    /// <summary>The chance that a call or message is answered.</summary>
    public double AnswersChance(in CourseState state) => StableMath.Sigmoid(-0.2 + (0.6 * Propensity.Of(state, Episode, p)));

    /// <summary>What a session does to the client, for a client who is imagined: nothing is recorded and the course does not go on.</summary>
    public void Imagine(ref CourseState state, ref RandomStream random) => _sessions.Hold(ref state, ref random, null);

    private double KeepsChance(in CourseState state)
    {
        var misses = Math.Min(state.MissesInARow, p.KeepAfterMisses.Length - 1);
        var x = p.KeepAfterMisses[misses] + (p.PropensityOnKeeping * Propensity.Of(state, Episode, p));
        if (misses == 0) x += p.RecentMisses[Math.Min(state.RecentMisses, p.RecentMisses.Length - 1)];
        if (state.Appointment <= p.KeepEarly.Length) x += p.KeepEarly[state.Appointment - 1];
        if (state.Attended == 0) x += p.WeekOfWaiting * Episode.WeeksOfWaiting;
        if (!p.IsProgramme && state.SessionAt - state.BookedAt > LongLead) x += p.LongLead;
        if (state.IsReminded) x += p.Reminder;
        if (state.IsConfirmed) x += p.Confirmed;
        if (state.Delivery == Delivery.Phone) x += p.Phone;
        if (state.Delivery == Delivery.Video) x += p.Video;
        return StableMath.Sigmoid(x);
    }

    private void Attend(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        state.Now = state.NextAt;
        state.Anchor = state.Now;
        state.Attended++;
        state.Remember(isMissed: false);
        state.WeeksUnbooked = 0;
        state.HasMissedFee = false;
        records?.Outcome("fulfilled", state.Now, isByClinic: false);
        _sessions.Hold(ref state, ref random, records);
        if (p.IsProgramme) NextVisit(ref state, ref random, records);
        else AfterSession(ref state, ref random, records);
    }

    private void Miss(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        state.Now = state.NextAt;
        state.Remember(isMissed: true);
        records?.Outcome("noshow", state.Now, isByClinic: false);
        if (p.IsProgramme)
        {
            if (state.MissesInARow <= WeeksOfCalls && state.Visit + 1 < p.ProgrammeVisits && random.Chance(p.CallsAfterMiss)) Call(state, state.Now + (3 * Clock.Hour), "outreach", ref random, records);
            NextVisit(ref state, ref random, records);
            return;
        }

        if (Episode.Client.Fee > 0 && state.Attended > 0 && random.Chance(0.3))
        {
            state.HasMissedFee = true;
            state.Owed += Episode.Client.Fee;
            records?.Payment("fee_missed_session", Episode.Client.Fee, null);
        }

        BookingRules.WaitForFollowUp(ref state, state.Now + random.Whole(2 * Clock.Hour, 30 * Clock.Hour));
    }

    private void AfterSession(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        if (state.Attended >= state.Planned)
        {
            End(ref state, random.Chance(0.75) ? EndKind.Completed : EndKind.Mutual, state.Now + (random.Whole(0, 5) * Clock.Day), records);
        }
        else if (random.Chance(p.Moves))
        {
            End(ref state, random.Chance(0.5) ? EndKind.Moved : EndKind.Transferred, state.Now + (random.Whole(0, 5) * Clock.Day), records);
        }
        else
        {
            BookingRules.Ask(ref state, BookingOccasion.SessionEnd);
        }
    }

    private void Remind(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        state.IsReminded = true;
        records?.Reminded(state.Now);
        if (random.Chance(ConfirmsChance(state)))
        {
            state.IsConfirmed = true;
            records?.Confirmed(state.Now);
        }

        _bookings.Advance(ref state);
    }

    /// <summary>A call where there is no appointment, an end where there is reason for one, or else the question of a new booking.</summary>
    private void FollowUp(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        var weeks = state.WeeksUnbooked++;
        state.IsAnswered = random.Chance(weeks < WeeksOfCalls ? 0.6 : 0.15) && Call(state, state.Now, weeks == 0 ? "check_in" : "outreach", ref random, records);
        if (random.Chance(p.Moves)) End(ref state, EndKind.Moved, state.Now, records);
        else if (state.IsAnswered && random.Chance(p.SaysStop)) End(ref state, EndKind.ClientStopped, state.Now, records);
        else if (state.Now - state.Anchor >= SilenceWeeks * Clock.Week && random.Chance(p.ClosesForSilence)) End(ref state, EndKind.Administrative, state.Now, records);
        else BookingRules.Ask(ref state, BookingOccasion.FollowUp);
    }

    /// <summary>Calls or writes, and answers whether the client answered.</summary>
    private bool Call(in CourseState state, int at, string purpose, ref RandomStream random, Recorder? records)
    {
        var isAnswered = random.Chance(AnswersChance(state));
        records?.Contact(random.Chance(0.6) ? "phone" : "sms", purpose, at, isAnswered);
        return isAnswered;
    }

    private void CancelByClinic(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        records?.Outcome("cancelled", state.Now, isByClinic: true);
        state.Appointment--;
        _bookings.BookWeekLater(ref state, ref random, records);
    }

    private static void CancelByClient(ref CourseState state, Recorder? records)
    {
        records?.Outcome("cancelled", state.Now, isByClinic: false);
        state.MissesInARow++;
        BookingRules.Ask(ref state, BookingOccasion.Cancellation);
    }

    private void NextVisit(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        state.Visit++;
        if (state.Visit < p.ProgrammeVisits)
        {
            _bookings.BookWeekLater(ref state, ref random, records);
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
}
