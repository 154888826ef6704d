using Predictor.Simulation.Course;
using Predictor.Simulation.Drawing;

namespace Predictor.Simulation.Truth;

/// <summary>
/// The chance that the label is 1, given the whole state: the course is played on from it several times. Whether the client comes to a session is not drawn
/// but weighed: each play follows the path on which the client stays away until gone, and then goes on from one of the sessions that would have ended the
/// absence, drawn by their chances. That leaves little noise for few plays.
/// </summary>
internal sealed class RiskRollout(CourseRules rules, int inactivityDays)
{
    /// <summary>Plays for each landmark: enough for risks that agree with the labels within .02 from .03 to .97.</summary>
    public const int Plays = 10;

    // Paths of less weight are followed one time in four, and count four times.
    private const double SmallWeight = 0.001;
    private const double KeptShare = 0.25;

    private readonly int _inactivity = inactivityDays * Clock.Day;
    private readonly List<(CourseState State, double Weight)> _returns = [];

    /// <param name="state">The state at the landmark.</param>
    /// <param name="until">The end of the horizon in minutes.</param>
    /// <param name="random">A stream of its own, so that the export does not depend on it.</param>
    public double Risk(in CourseState state, int until, ref RandomStream random)
    {
        double sum = 0;
        for (var play = 0; play < Plays; play++) sum += Play(state, until, ref random);
        return Math.Min(1, sum / Plays);
    }

    private double Play(CourseState state, int until, ref RandomStream random)
    {
        double risk = 0, weight = 1;
        while (state.Anchor <= until)
        {
            if (state.IsOver) return risk + (IsDropout(state.End) ? weight : 0);
            risk += weight * StayAway(state, ref random);
            var mass = _returns.Sum(r => r.Weight);
            if (mass <= 0) return risk;
            weight *= mass;
            state = Draw(mass, ref random);
            rules.Attend(ref state, ref random, null);
        }

        return risk;
    }

    private static bool IsDropout(EndKind end) => end is EndKind.ClientStopped or EndKind.Administrative;

    /// <summary>Follows the path on which the client does not come; returns the chance of it, if it leads to being gone, and keeps the sessions passed by.</summary>
    private double StayAway(CourseState state, ref RandomStream random)
    {
        _returns.Clear();
        var limit = state.Anchor + _inactivity;
        double weight = 1;
        while (state.Next != NextEvent.None && state.NextAt <= limit)
        {
            if (state.Next == NextEvent.Session)
            {
                var keeps = rules.KeepsChance(state);
                _returns.Add((state, weight * keeps));
                weight *= 1 - keeps;
                rules.Miss(ref state, ref random, null);
            }
            else
            {
                rules.Play(ref state, ref random, null);
            }

            if (state.IsOver) return IsDropout(state.End) ? weight : 0;
            if (weight >= SmallWeight) continue;
            if (!random.Chance(KeptShare)) return 0;
            weight /= KeptShare;
        }

        return weight;
    }

    private CourseState Draw(double mass, ref RandomStream random)
    {
        var left = random.Uniform() * mass;
        foreach (var (state, weight) in _returns)
        {
            if (left < weight) return state;
            left -= weight;
        }

        return _returns[^1].State;
    }
}
