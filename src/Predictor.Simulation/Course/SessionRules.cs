using Predictor.Simulation.Drawing;
using Predictor.Simulation.Presets;
using Predictor.Simulation.Records;
using Predictor.Trees.Numerics;

namespace Predictor.Simulation.Course;

/// <summary>What happens in a session and right after it: alliance, symptoms, questionnaires, money.</summary>
internal sealed class SessionRules(CourseParameters p, Episode episode)
{
    public const double WellnessSd = 2;
    public const double ClosenessSd = 1.3;

    /// <summary>What the ORS would be without noise.</summary>
    public static double MeanWellness(in CourseState state) => 22 - (6.5 * state.Symptoms);

    /// <summary>What the SRS would be without noise: near the ceiling, as such scores are.</summary>
    public static double MeanCloseness(in CourseState state) => 36.8 + (2 * state.Alliance);

    /// <summary>The PHQ-9, which has no noise.</summary>
    public static double Phq9(in CourseState state) => Math.Clamp(Math.Round(10 + (5 * state.Symptoms)), 0, 27);

    public void Hold(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        Relate(ref state, ref random);
        state.Symptoms += -0.07 + (0.03 * state.Alliance) + (0.22 * random.Normal());
        state.Motivation = (0.95 * state.Motivation) + (0.2 * random.Normal());
        if (p.IsProgramme)
        {
            MeasureProgramme(state, ref random, records);
            return;
        }

        if (!state.IsTelehealth && random.Chance(0.01)) state.IsTelehealth = true;
        Measure(state, ref random, records);
        Pay(ref state, ref random, records);
    }

    private static void Relate(ref CourseState state, ref RandomStream random)
    {
        // Repair comes more often than not; what stays open weighs on the alliance.
        if (state.Rupture != Rupture.None && random.Chance(0.45))
        {
            state.Rupture = Rupture.None;
            state.Alliance += 0.7;
        }
        else if (state.Rupture == Rupture.None && random.Chance(0.07))
        {
            state.Rupture = random.Chance(0.6) ? Rupture.Withdrawal : Rupture.Confrontation;
            state.Alliance -= 1;
        }

        state.Alliance = (0.9 * state.Alliance) + (0.01 * Math.Min(state.Attended, 6)) + (0.3 * random.Normal());
    }

    /// <summary>ORS and SRS at each session in two clinics; PHQ-9 and WAI-SR now and then in the third.</summary>
    private void Measure(in CourseState state, ref RandomStream random, Recorder? records)
    {
        var wellness = MeanWellness(state) + (WellnessSd * random.Normal());
        var closeness = MeanCloseness(state) + (ClosenessSd * random.Normal());
        var isFilled = random.Chance(0.85);
        var therapists = closeness + (1.5 * random.Normal());
        if (records is null || !isFilled) return;
        if (episode.Therapist.Clinic < 3)
        {
            records.Measure("ORS", "client", "total", Tenths(wellness, 40));
            records.Measure("SRS", "client", "total", Tenths(closeness, 40));
            return;
        }

        if (state.Attended % 4 == 1) records.Measure("PHQ-9", "client", "total", Phq9(state));
        if (state.Attended % 3 != 0) return;
        records.Measure("WAI-SR", "client", "total", Math.Clamp(Math.Round(closeness * 1.5), 12, 60));
        records.Measure("WAI-SR", "therapist", "total", Math.Clamp(Math.Round(therapists * 1.45), 12, 60));
    }

    /// <summary>
    /// What a programme with medication measures, as often and as high as in ctn0027: withdrawal at the first visit, a urine screen at six visits in ten (79 %
    /// positive at the first visit, half at the last), and the days of the week with a dose (7 in 63 %, else 4.8 on average). How it goes with motivation is an assumption.
    /// </summary>
    private static void MeasureProgramme(in CourseState state, ref RandomStream random, Recorder? records)
    {
        var withdrawal = Math.Clamp(Math.Round(1.5 + (0.55 * random.Normal())), 0, 3);
        var isScreened = random.Chance(0.58);
        var isPositive = random.Chance(StableMath.Sigmoid(0.2 + Math.Max(0, 1.1 - (0.14 * state.Visit)) - (0.5 * state.Motivation)));
        var isDaily = random.Chance(StableMath.Sigmoid(0.5 + (0.4 * state.Motivation)));
        var daysElse = 6 - Math.Min(5, (int)random.Exponential(1.7));
        if (records is null) return;
        if (state.Visit == 0) records.Measure("withdrawal", "clinician", "total", withdrawal);
        if (isScreened) records.Measure("UDS-opioid", "lab", "positive", isPositive ? 1 : 0);
        records.Measure("dosing", "pharmacy", "days_per_week", isDaily ? 7 : daysElse);
    }

    private static double Tenths(double score, double maximum) => Math.Round(Math.Clamp(score, 0, maximum) * 10) / 10;

    private void Pay(ref CourseState state, ref RandomStream random, Recorder? records)
    {
        var client = episode.Client;
        if (client.Payer == "commercial" && !state.IsLapsed && random.Chance(0.006))
        {
            state.IsLapsed = true;
            records?.Payment("coverage_lapsed", null, null);
        }

        if (client.Fee == 0) return;
        state.Owed += client.Fee;
        records?.Payment("charge", client.Fee, state.Now + (14 * Clock.Day));
        if (random.Chance(client.Hardship))
        {
            state.DeclinedAt = state.Now;
            records?.Payment("declined", client.Fee, null);
        }
        else if (random.Chance(0.9))
        {
            records?.Payment("payment", state.Owed, null);
            state.Owed = 0;
        }

        if (!state.HasPlan && state.Owed >= 3 * client.Fee && random.Chance(0.4))
        {
            state.HasPlan = true;
            records?.Payment("plan_started", null, null);
        }
    }
}
