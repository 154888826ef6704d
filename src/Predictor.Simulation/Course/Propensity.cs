using Predictor.Simulation.People;
using Predictor.Simulation.Presets;

namespace Predictor.Simulation.Course;

/// <summary>The general propensity to stay in log-odds: higher is likelier to book and to come.</summary>
internal static class Propensity
{
    private const double FarKm = 14;
    private const int PoorSupportBelow = 4;
    private const int EarlySessions = 3;
    private const int DeclinedDays = 45;
    private const double ClearlyWorse = 0.7;
    private const double Well = -1.2;

    /// <summary>What stays the same over an episode.</summary>
    public static double OfClient(Client client, Therapist therapist, int age, CourseParameters p)
    {
        var sum = client.Frailty + therapist.Effect + (p.TenYears * (age - 38) / 10.0);
        if (client.Employment == "unemployed") sum += p.Unemployed;
        if (client.Support < PoorSupportBelow) sum += p.PoorSupport;
        if (client.Payer == "self_pay") sum += p.SelfPay;
        return sum;
    }

    /// <summary>What changes, and weighs differently by where things stand.</summary>
    public static double Of(in CourseState state, Episode episode, CourseParameters p)
    {
        var sum = episode.Propensity + (p.Motivation * state.Motivation) + (p.Alliance * state.Alliance) + Money(state, episode.Client, p);
        if (state.IsTelehealth) sum += p.Telehealth;
        else if (episode.Client.DistanceKm > FarKm) sum += p.Far;
        if (state.Rupture == Rupture.Withdrawal) sum += p.Withdrawal + (state.Attended <= EarlySessions ? p.WithdrawalEarly : 0);
        if (state.Rupture == Rupture.Confrontation) sum += p.Confrontation;
        if (state.Symptoms - state.SymptomsAtStart > ClearlyWorse) sum += p.Worse;
        if (state.Symptoms < Well) sum += p.WellAlready;
        return sum;
    }

    private static double Money(in CourseState state, Client client, CourseParameters p)
    {
        double sum = 0;
        if (client.Fee > 0 && state.Owed >= 2 * client.Fee) sum += p.Arrears;
        if (state.Owed > 0 && state.Now - state.DeclinedAt <= DeclinedDays * Clock.Day) sum += p.Declined;
        if (state.HasPlan) sum *= 1 - p.PlanRelief;
        if (state.IsLapsed) sum += p.Lapsed;
        if (state.HasMissedFee) sum += p.MissedFee;
        return sum;
    }
}
