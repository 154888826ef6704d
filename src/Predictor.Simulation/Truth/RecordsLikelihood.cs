using Predictor.Simulation.Course;
using Predictor.Simulation.Records;

namespace Predictor.Simulation.Truth;

/// <summary>How likely what was recorded is for a client who is imagined, as a logarithm, up to what is the same for all of them.</summary>
internal sealed class RecordsLikelihood(CourseHistory history)
{
    // A score without noise that is off by a step: out of the question where anyone else is left.
    private const double ImpossibleStep = -1000;

    private readonly ILookup<int, MeasureRecord> _measures = history.Records.Measures.ToLookup(m => m.At);
    private readonly ILookup<int, ContactRecord> _contacts = history.Records.Contacts.ToLookup(c => c.At);

    /// <summary>What the next event came to.</summary>
    /// <param name="rules">Of the imagined client.</param>
    /// <param name="imagined">The imagined state before it.</param>
    /// <param name="before">The real state before it.</param>
    /// <param name="after">The real state after it.</param>
    public double OfEvent(CourseRules rules, in CourseState imagined, in CourseState before, in CourseState after)
    {
        // What an event does depends on where things stand when it happens.
        var state = imagined;
        switch (before.Next)
        {
            case NextEvent.Session:
                return Log(rules.Chance(state), after.Attended > before.Attended);
            case NextEvent.Booking:
                return Log(rules.Chance(state), after.Appointment > before.Appointment);
            case NextEvent.EarlyCancellation:
                state.Now = after.Now;
                // The clinic's cancellations say nothing of the client.
                return after.BookedAt != before.BookedAt ? 0 : Log(rules.CancelsChance(state, isLate: false), after.MissesInARow > before.MissesInARow);
            case NextEvent.LateCancellation:
                state.Now = after.Now;
                return Log(rules.CancelsChance(state, isLate: true), after.MissesInARow > before.MissesInARow);
            case NextEvent.Reminder:
                state.Now = after.Now;
                return Log(rules.ConfirmsChance(state), after.IsConfirmed);
            case NextEvent.FollowUp:
                state.Now = after.Now;
                return _contacts[after.Now].Any() ? Log(rules.AnswersChance(state), _contacts[after.Now].Any(c => c.IsAnswered)) : 0;
            default:
                throw new InvalidOperationException($"There is nothing to weigh: {before.Next}.");
        }
    }

    /// <summary>The scores taken at a session. The therapist's view of the alliance adds nothing to the client's: it is that with noise.</summary>
    public double OfMeasures(in CourseState state, int at)
    {
        double sum = 0;
        foreach (var measure in _measures[at])
        {
            sum += (measure.Instrument, measure.Rater) switch
            {
                ("ORS", _) => Clamped(measure.Score, SessionRules.MeanWellness(state), SessionRules.WellnessSd, 0, 40, 0.05),
                ("SRS", _) => Clamped(measure.Score, SessionRules.MeanCloseness(state), SessionRules.ClosenessSd, 0, 40, 0.05),
                ("PHQ-9", _) => ImpossibleStep * Math.Abs(SessionRules.Phq9(state) - measure.Score),
                ("WAI-SR", "client") => Clamped(measure.Score, 1.5 * SessionRules.MeanCloseness(state), 1.5 * SessionRules.ClosenessSd, 12, 60, 0.5),
                _ => 0,
            };
        }

        return sum;
    }

    private static double Log(double chance, bool hasHappened) => Math.Log(hasHappened ? chance : 1 - chance);

    private static double Clamped(double score, double mean, double sd, double least, double most, double halfStep)
    {
        if (score >= most) return Math.Log(Above((most - halfStep - mean) / sd) + double.Epsilon);
        if (score <= least) return Math.Log(Above((mean - least - halfStep) / sd) + double.Epsilon);
        var z = (score - mean) / sd;
        return -z * z / 2;
    }

    /// <summary>The upper tail of the standard normal distribution, to 1e-7 (Abramowitz and Stegun 26.2.17).</summary>
    private static double Above(double z)
    {
        if (z < 0) return 1 - Above(-z);
        var t = 1 / (1 + (0.2316419 * z));
        return 0.3989422804014327 * Math.Exp(-z * z / 2) * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
    }
}
