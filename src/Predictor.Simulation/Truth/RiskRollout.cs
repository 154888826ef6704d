using Predictor.Simulation.Course;
using Predictor.Simulation.Drawing;

namespace Predictor.Simulation.Truth;

/// <summary>
/// The chance that the label is 1, given the whole state: the course is played on from it several times. Whether the client comes to a session or takes
/// another appointment is not drawn but weighed: each play follows all paths on which the client stays away until gone, and then goes on from one of the
/// sessions that would have ended the absence, drawn by their chances. That leaves little noise for few plays, for small risks too.
/// </summary>
internal sealed class RiskRollout(CourseRules rules, int inactivityDays)
{
    /// <summary>Plays for each landmark: what a hundred thousand episodes in a minute leave room for.</summary>
    public const int Plays = 8;

    // Paths of less weight are followed one time in four, and count four times.
    private const double SmallWeight = 0.02;
    private const double FollowedShare = 0.25;

    private readonly int _inactivity = inactivityDays * Clock.Day;
    private readonly List<(CourseState State, double Weight)> _returns = [];
    private readonly Stack<(CourseState State, double Weight)> _open = new();

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
            double mass = 0;
            foreach (var (_, chance) in _returns) mass += chance;
            if (mass <= 0) return risk;
            weight *= mass;
            state = Draw(mass, ref random);
            rules.TakeUp(ref state, ref random, null);
        }

        return risk;
    }

    private static bool IsDropout(EndKind end) => end is EndKind.ClientStopped or EndKind.Administrative;

    /// <summary>Follows the paths on which the client does not come; returns the chance that they lead to being gone, and keeps the sessions passed by.</summary>
    private double StayAway(in CourseState state, ref RandomStream random)
    {
        _returns.Clear();
        _open.Push((state, 1));
        var limit = state.Anchor + _inactivity;
        double gone = 0;
        while (_open.TryPop(out var path)) gone += Follow(path.State, path.Weight, limit, ref random);
        return gone;
    }

    private double Follow(CourseState state, double weight, int limit, ref RandomStream random)
    {
        while (state.Next != NextEvent.None && state.NextAt <= limit)
        {
            if (weight < SmallWeight)
            {
                if (!random.Chance(FollowedShare)) return 0;
                weight /= FollowedShare;
            }

            if (!state.IsOpen)
            {
                rules.Play(ref state, ref random, null);
            }
            else
            {
                var chance = rules.Chance(state);
                if (state.Next == NextEvent.Session)
                {
                    _returns.Add((state, weight * chance));
                }
                else if (chance > 0)
                {
                    var booked = state;
                    rules.TakeUp(ref booked, ref random, null);
                    _open.Push((booked, weight * chance));
                }

                weight *= 1 - chance;
                rules.Forgo(ref state, ref random, null);
            }

            if (state.IsOver) return IsDropout(state.End) ? weight : 0;
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
