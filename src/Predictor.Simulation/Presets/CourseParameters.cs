namespace Predictor.Simulation.Presets;

/// <summary>
/// Every number of a preset. Effects are in log-odds on staying (of coming, of booking again) unless said otherwise. Where a source is named, the number
/// comes from there or was set so that the simulated tables meet it; "assumption" means that no published number was found.
/// </summary>
internal sealed record CourseParameters
{
    /// <summary>Whether all visits of a programme are booked from the start; else each is booked at the session before.</summary>
    public required bool IsProgramme { get; init; }

    /// <summary>The share of episodes with a session every other week (assumption).</summary>
    public const double FortnightlyShare = 0.2;

    /// <summary>Visits of the programme, a week apart (ctn0027: weeks 0 to 23). Not used otherwise.</summary>
    public int ProgrammeVisits { get; init; } = 24;

    /// <summary>Log-odds of keeping an appointment after 0, 1, 2, 3 and more appointments missed in a row. Set to meet the tables of attendance.</summary>
    public required double[] KeepAfterMisses { get; init; }

    /// <summary>Added to it for the first, second, third appointment. Set to meet the weekly hazards and the share that leaves early.</summary>
    public required double[] KeepEarly { get; init; }

    /// <summary>Added after a kept appointment by how many of the last four were missed, from 0 on. Set to meet the tables of attendance.</summary>
    public double[] RecentMisses { get; init; } = [0];

    /// <summary>Log-odds of having booked the next appointment as the first, second, ... session ends; the last entry is for all later ones.</summary>
    public double[] BookAtEnd { get; init; } = [];

    /// <summary>Log-odds of booking again at the first, second, ... weekly occasion of being without an appointment; afterwards never.</summary>
    public double[] BookAgain { get; init; } = [];

    /// <summary>Log-odds of taking another appointment as one is cancelled (assumption).</summary>
    public double BookAtCancellation { get; init; } = 0.9;

    /// <summary>On booking again, of each appointment missed in a row after the first (assumption).</summary>
    public double MissOnBooking { get; init; } = -0.15;

    /// <summary>The chance that the next session is one to four weeks later than usual: holidays, illness (assumption).</summary>
    public double LongGap { get; init; } = 0.04;

    /// <summary>Added for each session attended so far, up to six: a bond that holds (assumption).</summary>
    public double Bond { get; init; }

    /// <summary>How strongly the general propensity to stay bears on booking.</summary>
    public required double PropensityOnBooking { get; init; }

    /// <summary>How strongly it bears on keeping an appointment.</summary>
    public required double PropensityOnKeeping { get; init; }

    /// <summary>Standard deviation of what nothing observed explains (assumption).</summary>
    public required double FrailtySd { get; init; }

    /// <summary>Standard deviation between therapists. 5.7 % of the variance of a logistic outcome (Zimmermann 2017) are .45.</summary>
    public double TherapistSd { get; init; } = 0.45;

    /// <summary>Of motivation, per standard deviation (assumption).</summary>
    public double Motivation { get; init; } = 0.35;

    /// <summary>Of the alliance, per standard deviation. Set to meet d = .55 between dropouts and others (Sharf 2010).</summary>
    public double Alliance { get; init; } = 0.6;

    /// <summary>Of an open withdrawal rupture: withdrawal matters more than confrontation (PMC9856216); the size is an assumption.</summary>
    public double Withdrawal { get; init; } = -0.9;

    /// <summary>More in the first three sessions (assumption).</summary>
    public double WithdrawalEarly { get; init; } = -0.6;

    /// <summary>Of an open confrontation rupture (assumption).</summary>
    public double Confrontation { get; init; } = -0.3;

    /// <summary>Of ten years of age. Older age OR .43 for dropout (BMC Psychiatry 2023), taken over thirty years.</summary>
    public double TenYears { get; init; } = 0.28;

    /// <summary>Of being unemployed: OR 2.3 for dropout (BMC Psychiatry 2023), a little less here as it also makes cards be declined.</summary>
    public double Unemployed { get; init; } = -0.75;

    /// <summary>Of poor support: OR 1.81 for dropout (BMC Psychiatry 2023).</summary>
    public double PoorSupport { get; init; } = -0.59;

    /// <summary>Of paying oneself: insurance OR .6 for dropout (Olfson 2009), a little less here as higher fees also make arrears.</summary>
    public double SelfPay { get; init; } = -0.4;

    /// <summary>Of coming from more than 14 km away, in person only: OR 1.14 (Lee 2005); null in a rural study.</summary>
    public double Far { get; init; } = -0.13;

    /// <summary>Of sessions by video or phone: set to meet, with bookings to be had sooner, a gap over 45 days of 18 in place of 35 % (appi.ps.20230181).</summary>
    public double Telehealth { get; init; } = 0.5;

    /// <summary>Of owing two fees or more where the client pays (assumption: no number was found).</summary>
    public double Arrears { get; init; } = -0.9;

    /// <summary>Of a card declined in the last 45 days while something is owed (assumption).</summary>
    public double Declined { get; init; } = -0.4;

    /// <summary>What a payment plan takes away of both (assumption).</summary>
    public double PlanRelief { get; init; } = 0.6;

    /// <summary>Of cover that lapsed (assumption).</summary>
    public double Lapsed { get; init; } = -0.9;

    /// <summary>Of feeling clearly worse than at the start (assumption; severity itself has no effect, BMC Psychiatry 2023).</summary>
    public double Worse { get; init; } = -0.4;

    /// <summary>Of feeling well already, without having agreed to end (assumption).</summary>
    public double WellAlready { get; init; } = -0.35;

    /// <summary>Of a fee for a missed session, until the next session (assumption).</summary>
    public double MissedFee { get; init; } = -0.25;

    /// <summary>On keeping an appointment, of each week of waiting for the first: -5 % odds a week (ser0000768).</summary>
    public double WeekOfWaiting { get; init; } = -0.05;

    /// <summary>On keeping an appointment booked more than four weeks ahead. Set to meet an OR of 5.5 for no-shows (PMC11149957).</summary>
    public double LongLead { get; init; } = -1.8;

    /// <summary>On keeping an appointment, of a reminder. Set to meet no-shows of 22.2 to 13.9 % (Moran 2018), pooled RR .77.</summary>
    public double Reminder { get; init; } = 0.3;

    /// <summary>On keeping an appointment, of having confirmed it (assumption).</summary>
    public double Confirmed { get; init; } = 0.4;

    /// <summary>On keeping an appointment by phone. Set to meet half the no-shows of the clinic (appi.ps.20230181).</summary>
    public double Phone { get; init; } = 0.55;

    /// <summary>On keeping an appointment by video. Set to meet 1.1 times the no-shows of the clinic (appi.ps.20230181).</summary>
    public double Video { get; init; } = -0.35;

    /// <summary>On booking again, of a call that was answered (assumption).</summary>
    public double Answered { get; init; } = 0.8;

    /// <summary>The chance that a client cancels an appointment days ahead, and on the day or the one before (assumption).</summary>
    public required double CancelsEarly { get; init; }

    public required double CancelsLate { get; init; }

    /// <summary>The chance that a programme calls after a missed visit, up to four in a row; the call has no effect (assumption).</summary>
    public double CallsAfterMiss { get; init; }

    /// <summary>The chance that the clinic cancels (assumption).</summary>
    public double ClinicCancels { get; init; } = 0.015;

    /// <summary>Sessions planned: median and spread of a lognormal, at least three (assumption).</summary>
    public double PlannedMedian { get; init; } = 11;

    public double PlannedSigma { get; init; } = 0.55;

    /// <summary>The chance at each session, and at each week without appointment, that a client moves or is transferred (assumption).</summary>
    public double Moves { get; init; } = 0.003;

    /// <summary>The chance at each week without appointment that a client says stop (assumption).</summary>
    public double SaysStop { get; init; } = 0.06;

    /// <summary>The chance at each week from eight on without session that the clinic closes the episode for silence (assumption).</summary>
    public double ClosesForSilence { get; init; } = 0.35;

    /// <summary>The chance that a client who is done or gone comes back for another episode (assumption).</summary>
    public double ReturnsLater { get; init; } = 0.1;
}
